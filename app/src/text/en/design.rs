//! The page of the design system.

pub const TITLE: &str = "Design system";
pub const LEAD: &str = "Every part in every state. This page is there while one develops, and nowhere else.";
pub const CONTENTS: &str = "Parts";

/// The anchors of the parts and their names, in the order of the page.
pub const PARTS: [(&str, &str); 40] = [
    ("colours", "Colours"),
    ("type", "Type"),
    ("shapes", "Radii and shadows"),
    ("button", "Button"),
    ("badge", "Badge"),
    ("status", "Status"),
    ("chip", "Chip"),
    ("key", "Key"),
    ("field", "Field"),
    ("select", "Select"),
    ("search", "Search"),
    ("tick", "Checkbox, switch, radio"),
    ("file", "File"),
    ("stat", "Figure"),
    ("amount", "Amount"),
    ("line", "Sheet of lines"),
    ("facts", "Facts"),
    ("table", "Table"),
    ("progress", "Progress"),
    ("rating", "Rating"),
    ("time", "Time"),
    ("tabs", "Tabs"),
    ("breadcrumb", "Breadcrumb"),
    ("pager", "Pages"),
    ("stepper", "Steps"),
    ("menu", "Menu"),
    ("dialog", "Dialog"),
    ("confirm", "Confirmation"),
    ("fold", "Fold"),
    ("tooltip", "Hint"),
    ("alert", "Notice"),
    ("toast", "Toast"),
    ("empty", "Empty place"),
    ("skeleton", "Skeleton"),
    ("panel", "Panel"),
    ("divider", "Divider"),
    ("avatar", "Avatar"),
    ("prose", "Words of agents"),
    ("code", "Code"),
    ("icon", "Icons and marks"),
];

pub const SAMPLE_HEADING: &str = "A price that binds";
pub const PRESS: &str = "Start the run";
pub const DISABLED: &str = "Cannot be pressed";
pub const BUSY: &str = "Working";
pub const LINK: &str = "See the agents";
pub const WIDE: &str = "As wide as its place";
pub const WORD: &str = "Data cleaning";
pub const TAKEN: &str = "Status: Failed";
pub const TAKEN_LABEL: &str = "Remove Status: Failed";
pub const LABEL: &str = "E-mail address";
pub const LONG_LABEL: &str = "Model use, at most";
pub const HINT: &str = "It is never shown to others.";
pub const WRONG: &str = "This is not an e-mail address.";
pub const UNIT: &str = "credits a run";
pub const PLACEHOLDER: &str = "clean a table";
pub const CHOOSE: &str = "Choose …";
pub const FILE_ABOUT: &str = ".csv, .tsv up to 20 MB";
pub const SUM: &str = "Charged";
pub const SENTENCE: &str = "What is not used comes back; without a valid result all of it does.";
pub const PLACE: &str = "Page 2 of 7";
pub const OPEN: &str = "Open";
pub const URGENT: &str = "Not verified yet";
pub const QUESTION: &str = "Delete this run?";
pub const TIP_LABEL: &str = "What it means";
pub const TOAST_NOTE: &str = "It stands in the corner of the page.";
pub const SOMEBODY: &str = "Ada Lovelace";
pub const OR: &str = "or";
pub const MARKDOWN: &str = "# What changed\n\nThe table has **12 rows**, of which `3` were [mended](/agents):\n\n- dates in one form\n- one \
     duplicate left out\n\n> Nothing else was touched.\n\n| column | changed |\n|---|---:|\n| signed_up | 5 |\n| total | 2 |\n\n```\nname,signed_up\nAnn,2024-04-13\n```\n";

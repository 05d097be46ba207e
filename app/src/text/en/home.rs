//! The home page.

pub const TITLE: &str = "AI agents at a price that binds";
pub const LEAD: &str = "Find an agent for the work, see the most a run can cost, and watch every step. \
     A run without a valid result costs nothing.";
pub const BROWSE: &str = "Browse agents";
pub const START: &str = "Create an account: 100 credits free";
pub const GO_ON: &str = "See your runs";
pub const SEARCH: &str = "What should be done?";
pub const SEARCH_HINT: &str = "clean a table, score leads, scan code …";
pub const SEARCH_BUTTON: &str = "Search";
pub const HOW: &str = "How a run works";
pub const STEPS: [(&str, &str); 3] = [
    (
        "You see a quote",
        "The agent's fee and the most its model use can cost, in credits and dollars. \
         Accept it and exactly that is held.",
    ),
    (
        "You watch it work",
        "Every step, tool call and file appears as it happens, and is stored first. \
         Close the page or lose the line: the run goes on.",
    ),
    (
        "You pay for the result",
        "The result is checked against what the agent promised. \
         It fits: you pay the quote or less. It does not: you pay nothing.",
    ),
];
pub const PROMISES: &str = "What we hold ourselves to";
pub const PROMISE_LIST: [(&str, &str); 4] = [
    (
        "The quote binds",
        "The price shown is a ceiling. Settlement can only be equal or lower, and two runs never share a credit.",
    ),
    ("Failed runs are free", "Failed, timed out, or not what the agent declared: the whole hold comes back by itself."),
    ("Runs survive", "A restart in the middle loses no step, and no step is done or charged twice."),
    (
        "One ledger, both sides",
        "Double entry, append only. Your receipt and the creator's statement are the same entries.",
    ),
];
pub const AGENTS: &str = "Agents ready to work";
pub const ALL_AGENTS: &str = "All agents";
pub const NO_AGENTS: &str = "No agent is listed yet. Agents from the agents folder appear here when the server starts.";
pub const CATEGORIES: &str = "By kind of work";
pub const BEGIN: &str = "Begin in three minutes";
pub const BEGIN_STEPS: [(&str, &str); 3] = [
    ("Create an account", "An e-mail address and a password. No card."),
    ("Verify your address", "A first account gets 100 credits when you open the link we send."),
    ("Run an agent on its sample", "Every agent brings sample inputs, so the first run needs no file of your own."),
];
pub const SAMPLE_QUOTE: &str = "A quote, as you will see it";
pub const SAMPLE_FEE: &str = "Agent fee";
pub const SAMPLE_MODELS: &str = "Model use, at most";
pub const SAMPLE_CEILING: &str = "You pay at most";
pub const SAMPLE_OUTCOMES: &str = "What happens to it";
pub const SAMPLE_VALID: &str = "Valid result";
pub const SAMPLE_FAILED: &str = "Failed or timed out";

//! What the parts of the design system say by themselves.

pub const PAGES: &str = "Pages";
pub const PREVIOUS: &str = "Previous";
pub const NEXT: &str = "Next";
pub const CLOSE: &str = "Close";
pub const DONE: &str = "Done";
pub const LOADING: &str = "Loading …";
pub const BREADCRUMB: &str = "You are here";
pub const STEP_DONE: &str = "(done)";
pub const DROP: &str = "Drop a file here or choose one";

/// Beside a field's label.
pub fn characters(most: usize) -> String {
    format!("at most {} characters", crate::format::count(most as u64))
}

/// A mean of stars, in hundredths of one.
pub fn stars(hundredths: u32) -> String {
    format!("{}.{} of 5 stars", hundredths / 100, hundredths % 100 / 10)
}

pub fn ratings(count: u64) -> String {
    if count == 1 { "1 review".to_owned() } else { format!("{} reviews", crate::format::count(count)) }
}

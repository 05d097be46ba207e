//! English.

pub mod account;
pub mod analytics;
pub mod chart;
pub mod chrome;
pub mod console;
pub mod copy;
pub mod credits;
pub mod design;
pub mod forgotten;
pub mod history;
pub mod home;
pub mod keys;
pub mod listing;
pub mod market;
pub mod money;
pub mod parts;
pub mod problem;
pub mod receipt;
pub mod reference;
pub mod run;
pub mod run_keys;
pub mod second_factor;
pub mod settings;
pub mod sharing;
pub mod sign_up;
pub mod trial;
pub mod unit;
pub mod usage;

/// The name of the place.
pub const NAME: &str = "Guildhall";

/// A page's title as the browser shows it, as HTML: it is written into the page as it is given, so what ends it is escaped.
pub fn title(page: &str) -> String {
    format!("{} · {NAME}", page.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_cannot_end_the_title_that_it_stands_in() {
        assert_eq!(super::title("</title><b>&"), "&lt;/title>&lt;b>&amp; · Guildhall");
    }
}

//! What stands around every page.

mod account_menu;
mod footer;
mod header;
mod logo;
mod theme_switch;

pub(super) use footer::Footer;
pub(super) use header::Header;

//! The design system: the small parts that every page is built from. They take data and know no page.
//!
//! What they look like stands under `style/ui`, out of the tokens of `style/tokens.css`; `/design` shows each in its states
//! while one develops. Whatever a page draws twice is a part.

pub mod alert;
pub mod avatar;
pub mod badge;
pub mod breadcrumb;
pub mod button;
#[cfg(feature = "ssr")]
pub mod chart;
pub mod chip;
pub mod code;
pub mod confirm;
pub mod credits;
pub mod dialog;
pub mod divider;
pub mod empty;
pub mod facts;
#[cfg(feature = "ssr")]
pub mod field;
pub mod file_drop;
pub mod fold;
pub mod heading;
pub mod icon;
pub mod key;
pub mod line;
pub mod menu;
pub mod pager;
pub mod panel;
pub mod progress;
pub mod rating;
pub mod rendered;
pub mod search;
#[cfg(feature = "ssr")]
pub mod select;
pub mod skeleton;
pub mod stat;
pub mod status;
pub mod stepper;
pub mod table;
pub mod tabs;
pub mod tick;
pub mod time;
pub mod toast;
pub mod tooltip;

//! The small parts everything is built from. They take data and know no page.

pub mod alert;
pub mod avatar;
pub mod badge;
pub mod copied;
pub mod credits;
pub mod icon;
pub mod line;
pub mod rendered;
pub mod status;
pub mod time;

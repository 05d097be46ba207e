//! The pages. They are rendered on the server only; what moves on them is an island.
//!
//! A page asks the use cases for what it shows; the components below it take data.

mod account;
mod agent;
mod analytics;
mod app;
mod chrome;
mod console;
mod credits;
mod design;
mod document;
mod history;
mod home;
mod link;
mod listing;
mod load;
mod market;
mod problem;
mod receipt;
mod reference;
mod run;
mod settings;
mod trial;

pub use app::App;
pub use document::shell;
pub use reference::Reference;

//! What the viewer's runs come to (C16): by day and by agent, what to expect, where something can be saved.

mod forecast;
mod hints;
mod mine;

pub use mine::{Asked, mine};

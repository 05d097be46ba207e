//! How many requests a plan allows, and how they are counted.

mod plan;
mod window;

pub use plan::Plan;
pub use window::{Full, LENGTH, Standing, Window};

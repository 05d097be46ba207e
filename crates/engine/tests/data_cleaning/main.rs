//! The agent `data-cleaning`, run as a worker runs it.

mod cases;
mod hostile;
mod properties;
mod resume;
mod run;

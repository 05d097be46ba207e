//! The agent `sentiment-analysis`, run as a worker runs it.

mod cases;
mod hostile;
mod properties;
mod resume;
mod run;

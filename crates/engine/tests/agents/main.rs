//! The agents that are shipped, each run as a worker runs it.

mod branch;
mod cases;
mod data_cleaning;
mod resume;
mod run;
mod sales_forecast;
mod security_scanner;
mod sentiment_analysis;

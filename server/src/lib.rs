//! The binary `guildhall`: configuration, router, REST, streams, middleware, workers, command line.
//!
//! - [`config`]: where each setting comes from, one file per section.
//! - [`routes`]: the one table of what is served and who may ask; the router is made from its rows.
//! - [`http`]: what stands between a socket and a use case: pages, forms, REST, streams, middleware.
//! - [`accept`]: the accept loop, with its limits and its end.
//! - [`assets`]: the built site inside the binary.
//! - [`open_files`]: how many connections the process may have.
//! - [`telemetry`]: logs and metrics.
//! - [`cli`]: the commands.
//!
//! Nothing here decides anything about money, runs or rights: a handler finds the viewer, calls one use case of
//! `service` and tells the outcome.

// The pages of leptos are types nested as deep as their elements; a release build looks through all of them.
#![recursion_limit = "512"]

pub mod accept;
pub mod assets;
pub mod cli;
pub mod config;
pub mod http;
pub mod open_files;
pub mod routes;
pub mod telemetry;

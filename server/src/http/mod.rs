//! What stands between a socket and a use case.
//!
//! A request passes, from the outside in: its ids, its address, its log line and metrics, panics caught, the headers
//! every answer carries, compression, words for refusals, the Host and cross-site checks ([`layers`]); then, per row of
//! the table in [`crate::routes`], the viewer, the row's policy, its body limit and its time ([`guard`]); then the
//! handler.

pub mod address;
pub mod api;
pub mod assets;
pub mod avatars;
pub mod calls;
pub mod cookie;
pub mod cors;
pub mod cross_site;
pub mod device;
pub(crate) mod export;
pub mod forms;
pub mod guard;
pub mod headers;
pub mod host;
pub mod layers;
pub mod limits;
pub mod openapi;
pub mod origin;
pub mod pages;
pub mod parts;
pub mod probes;
pub mod problem;
pub mod reports;
pub mod request_id;
pub mod state;
pub mod stream;
pub mod timing;
pub mod traffic;
pub mod viewer;
pub mod words;
pub mod ws;

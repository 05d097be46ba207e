//! What people see of Guildhall: pages, islands, and the words on them.
//!
//! - [`text`]: every sentence of the interface, in one place.
//! - [`mod@format`]: lengths of time, sizes, times as people say them.
//! - [`ui`]: the small parts everything is built from; they take data and know no page.
//! - [`transcript`]: how a run's transcript is drawn, the same on the server and in the browser.
//! - [`islands`]: what moves in the browser. Each improves a part that reads and posts without it.
//! - `pages` and `ssr` (feature `ssr`): the pages, rendered on the server only, and what the server hands them.
//!
//! The crate is compiled twice, with `ssr` for the server and with `hydrate` for the browser; a page is never hydrated,
//! only the islands on it are.

#![recursion_limit = "256"]

pub mod format;
#[expect(missing_docs, reason = "the macro makes a struct of its own for the props of each island")]
#[expect(clippy::needless_pass_by_value, reason = "an island owns its props")]
pub mod islands;
#[cfg(feature = "ssr")]
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[expect(unreachable_pub, reason = "the macro makes a public item of each component, whatever its own visibility is")]
mod pages;
#[cfg(feature = "ssr")]
pub mod ssr;
#[expect(missing_docs, reason = "a sentence documents itself")]
pub mod text;
pub mod transcript;
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
pub mod ui;

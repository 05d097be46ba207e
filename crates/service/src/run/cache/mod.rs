//! Answers that serve again (C8): an equal start of the same owner, of the same version, within an hour, is answered with
//! what the first one gave, as a run of its own that costs nothing.
//!
//! Only versions that declare themselves deterministic take part, and only customers' runs. What the answered run shows is
//! a copy: its events name the origin (`run.queued` with `cached_from`), and it stays when the origin is deleted.
//!
//! An answer serves, a run at work does not: equal starts that come before there is an answer are each worked, and each pays
//! what it was quoted. To join them, one would have to wait for another's work, and be told of its failure and its stop.

mod admin;
mod serve;

use domain::id::{OwnerId, VersionId};
use domain::time::Micros;

pub use admin::{CacheLine, CacheReport, clear_cache, report_cache};
pub(super) use serve::{Answerable, Served, serve};

/// How long an answer serves, from the end of its run.
const SERVES: Micros = Micros::hours(1);

/// By what an answer is found: the owner, the version, and the input with the digests of its files in it.
pub(super) fn key(owner: OwnerId, version: VersionId, canonical_input: &str) -> String {
    store::blobs::sha256(format!("{owner}\n{version}\n{canonical_input}").as_bytes())
}

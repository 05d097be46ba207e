//! The catalogue: categories, what a version declares of itself, listings, and how they are searched.

mod category;
mod listing;
mod manifest;
mod search;
mod suite;

pub use category::Category;
pub use listing::{Listing, ListingCard, ListingStatus};
pub use manifest::{BadManifest, Case, CaseCheck, Manifest, Permissions, Point, Program, Sample, VersionManifest};
pub use search::{Query, Sort};
pub use suite::Suite;

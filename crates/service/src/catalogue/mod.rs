//! The catalogue: found at start, kept as an immutable snapshot, searched in memory.

mod error;
mod load;
mod package;
mod ready;
mod register;
mod search;
mod show;
mod snapshot;

pub use error::{Error, LoadError};
pub use load::{AgentSource, LoadFault, load};
pub use package::Package;
pub use ready::{ReadyPage, search_ready};
pub use register::register;
pub use search::search;
pub use show::{sample, show, similar};
pub use snapshot::{Snapshot, VersionName, refresh};

use std::sync::Arc;

use crate::Services;

/// The catalogue as it stands now.
pub fn snapshot(services: &Services) -> Arc<Snapshot> {
    services.catalogue().load_full()
}

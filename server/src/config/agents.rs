//! Where agents are found: those that come with the program, and a folder of one's own.

use rust_embed::RustEmbed;
use service::catalogue::AgentSource;

use super::{BadConfig, Raw};

/// The agents that come with it. A development build reads them from their folder.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../agents"]
#[allow_missing = true]
struct Own;

/// The agents that come with the program.
pub fn own_agents() -> AgentSource {
    let files = Own::iter().filter_map(|path| Own::get(&path).map(|file| (path.into_owned(), file.data)));
    AgentSource::Embedded(files.collect())
}

pub(super) fn judge(raw: &Raw) -> Result<Vec<AgentSource>, BadConfig> {
    let mut sources = vec![own_agents()];
    if let Some(folder) = &raw.agents {
        if !folder.is_dir() {
            return Err(BadConfig::of("GUILDHALL_AGENTS", format!("{} is no folder", folder.display())));
        }
        sources.push(AgentSource::Folder(folder.clone()));
    }
    Ok(sources)
}

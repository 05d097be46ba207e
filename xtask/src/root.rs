//! Where the repository and its build output are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The repository's folder: cargo tells where xtask is; without cargo, the folder at hand or one above it.
pub(crate) fn repository() -> Result<PathBuf> {
    if let Some(xtask) = env::var_os("CARGO_MANIFEST_DIR") {
        return Ok(Path::new(&xtask).parent().context("xtask lies in no folder")?.to_owned());
    }
    let here = env::current_dir()?;
    here.ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_owned)
        .context("not inside the Guildhall repository")
}

/// Where cargo writes, as cargo itself decides it for the common cases.
pub(crate) fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

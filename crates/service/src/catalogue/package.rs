//! An agent as it was found: its manifest and the files beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::{Manifest, Program};
use domain::hex::hex;
use engine::Native;
use sha2::{Digest as _, Sha256};

/// An agent as it was found.
#[derive(Clone, Debug)]
pub struct Package {
    /// What it declares.
    pub manifest: Manifest,
    /// Files beside the manifest by their path from it.
    pub files: Arc<BTreeMap<String, Vec<u8>>>,
    /// SHA-256 over manifest and program, in hexadecimal.
    pub content_hash: String,
    /// The manifest as JSON.
    pub manifest_json: String,
}

impl Package {
    /// A package whose manifest is already checked. `None` where its program is not in this binary.
    pub fn new(manifest: Manifest, files: BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let revision = match &manifest.program {
            Program::Native { name } => Native::find(name)?.revision,
        };
        let manifest_json = serde_json::to_string(&manifest).ok()?;
        let mut hash = Sha256::new();
        // Samples and cases may grow without a new version; what a run executes and promises may not.
        let mut executed = manifest.clone();
        executed.samples.clear();
        executed.cases.clear();
        hash.update(serde_json::to_string(&executed).ok()?);
        hash.update(revision.to_le_bytes());
        let content_hash = hex(&hash.finalize());
        Some(Self { manifest, files: Arc::new(files), content_hash, manifest_json })
    }
}

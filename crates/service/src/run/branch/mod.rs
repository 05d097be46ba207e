//! Branching from a step (C3): a run that takes over what an earlier one had finished.
//!
//! The new run is one like any other: quoted, held and charged whole, with its own input, files and journal. At its start
//! it gets copies of the steps that the earlier run had finished, up to and including the chosen one (`origin`), in the
//! transaction that makes it. As its program comes to such a step, the engine compares what the step depends on: where that
//! is as it was, what was told of it is told again, marked as taken over, and nothing is worked; where it has changed, the
//! step is worked anew and says so. Both runs are of one owner and one version, so equal inputs give equal outcomes.
//!
//! A file that the start does not bring is the one that the earlier run was given: a form cannot hold it.
//!
//! Whoever asks for a branch asks for work: no earlier answer serves it.

mod inherit;
mod offer;
mod origin;

use domain::id::RunId;
use domain::input::Values;
use serde_json::{Map, Value};
use store::branches::InheritedStep;

use super::given::GivenFile;

pub(super) use inherit::inherited;
pub use offer::{Branchable, branchable};
pub(super) use origin::find;

/// From where a run is to branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchFrom {
    /// The earlier run.
    pub run: RunId,
    /// The key of its last step that may be taken over.
    pub step: String,
}

/// What a run that branches begins with.
#[derive(Clone)]
pub(super) struct Origin {
    /// The files that the earlier run was given, as references by field name.
    pub(super) files: Map<String, Value>,
    /// What it had finished.
    pub(super) steps: Vec<InheritedStep>,
}

impl BranchFrom {
    /// What tells a start from another one under the same key: where it branches, and what it was given by itself.
    pub(super) fn told(&self, values: &Values, files: &[(String, GivenFile)]) -> String {
        let mut files: Vec<String> = files
            .iter()
            .map(|(field, file)| {
                let digest = store::blobs::sha256(&file.bytes);
                Value::from(vec![field.as_str(), file.filename.as_str(), digest.as_str()]).to_string()
            })
            .collect();
        files.sort();
        let given = domain::canonical::canonical(&Value::Object(values.clone()));
        format!("{}\n{}\n{given}\n{}", self.run, Value::from(self.step.as_str()), files.join("\n"))
    }
}

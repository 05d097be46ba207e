//! What a transcript's drawing needs to know besides the transcript.

use domain::time::{Micros, Timestamp};

use domain::percent::path;

/// Where a transcript's links lead, and against which time its steps are measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The path of the page it stands on.
    pub page: String,
    /// Whether the files are shown beside it.
    pub shows_files: bool,
    /// The path of the form for a run that branches from this one, where the viewer can use it; the step goes behind it.
    pub branching: Option<String>,
    /// When the run began, and how long it took, once it is over.
    pub took: Option<(Timestamp, Micros)>,
    /// What time it is, where steps are still worked on.
    pub now: Option<Timestamp>,
    /// Whether long stretches of steps fold.
    pub folds: bool,
}

impl Look {
    /// A file itself.
    pub fn file(&self, name: &str) -> String {
        format!("{}/artifacts/{}", self.page, path(name))
    }

    /// The page with that file shown.
    pub fn shown(&self, name: &str) -> String {
        format!("{}?file={}#files", self.page, path(name))
    }

    /// The form for a run that branches from a step.
    pub fn branch(&self, step: &str) -> Option<String> {
        let branching = self.branching.as_ref()?;
        Some(format!("{branching}&step={}", path(step)))
    }
}

/// The id of a step's element; the address of a step is its page's with this behind `#`.
pub fn anchor(key: &str) -> String {
    format!("step-{}", key.replace(char::is_whitespace, "-"))
}

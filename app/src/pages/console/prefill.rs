//! What stands in the fields at first: what was sent and did not fit, else an earlier run's input, else a sample's,
//! else the defaults.

use domain::catalogue::Manifest;
use domain::input::{Field, Kind, Values};
use domain::run::Run;
use serde_json::Value;

use crate::ssr::FormState;

/// A file of an earlier run, which serves where no other is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptFile {
    /// The field's name.
    pub(super) field: String,
    /// What it is called.
    pub(super) filename: String,
    /// Its size.
    pub(super) bytes: u64,
}

/// What stands in the fields at first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Prefill {
    texts: Option<Vec<(String, String)>>,
    values: Values,
    /// The sample that was chosen.
    pub(super) sample: Option<usize>,
    /// Its file: the field, the sample's number, the file's name.
    pub(super) file: Option<(String, usize, String)>,
    /// Whether it comes from an earlier run.
    pub(super) from_run: bool,
    /// Files of an earlier run that serve where no other is chosen.
    pub(super) kept: Vec<KeptFile>,
}

impl Prefill {
    /// Chooses by what there is.
    pub(super) fn new(
        manifest: &Manifest,
        form: Option<&FormState>,
        sample: Option<&str>,
        earlier: Option<&Run>,
    ) -> Self {
        if let Some(form) = form {
            return Self { texts: Some(form.values.clone()), ..Self::default() };
        }
        if let Some(values) = earlier.filter(|run| run.agent_slug == manifest.slug).and_then(|run| run.input.clone()) {
            return Self { values, from_run: true, ..Self::default() };
        }
        let number = sample.and_then(|number| number.parse::<usize>().ok());
        let Some((number, sample)) = number.and_then(|number| Some((number, manifest.samples.get(number)?))) else {
            return Self::default();
        };
        let field = manifest.input.fields.iter().find(|field| matches!(field.kind, Kind::File { .. }));
        let file = sample.file.as_deref().zip(field).map(|(file, field)| {
            let name = file.rsplit('/').next().unwrap_or(file);
            (field.name.clone(), number, name.to_owned())
        });
        Self { values: sample.input.clone(), sample: Some(number), file, ..Self::default() }
    }

    /// With the files of the run from which this one branches.
    pub(super) fn keeping(self, kept: Vec<KeptFile>) -> Self {
        Self { kept, ..self }
    }

    /// The file of an earlier run that serves in a field.
    pub(super) fn kept_in(&self, field: &Field) -> Option<&KeptFile> {
        self.kept.iter().find(|kept| kept.field == field.name)
    }

    /// Whether what stands in a field is its default.
    pub(super) fn is_untouched(&self, field: &Field) -> bool {
        let shown = |prefill: &Self| prefill.value(field).unwrap_or_default();
        shown(self) == shown(&Self::default())
    }

    /// The text of a field; `on` for a box that is ticked.
    pub(super) fn value(&self, field: &Field) -> Option<String> {
        if let Some(texts) = &self.texts {
            let sent = texts.iter().find(|(name, _)| *name == field.name).map(|(_, text)| text.clone());
            return sent
                .filter(|text| !matches!((&field.kind, text.as_str()), (Kind::Boolean { .. }, "false" | "off" | "0")));
        }
        if matches!(field.kind, Kind::File { .. }) {
            return None;
        }
        let value = self.values.get(&field.name).cloned().or_else(|| default(&field.kind))?;
        match (&field.kind, value) {
            (_, Value::Bool(ticked)) => ticked.then(|| "on".to_owned()),
            (Kind::Json { .. } | Kind::Table { .. }, value) => serde_json::to_string_pretty(&value).ok(),
            (_, Value::String(text)) => Some(text),
            (_, other) => Some(other.to_string()),
        }
    }
}

fn default(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Text { default, .. } | Kind::LongText { default, .. } | Kind::Choice { default, .. } => {
            default.clone().map(Value::String)
        }
        Kind::Number { default, .. } => default.map(whole_if_whole),
        Kind::Boolean { default } => Some(Value::Bool(*default)),
        Kind::Json { default, .. } => default.clone(),
        Kind::File { .. } | Kind::Table { .. } => None,
    }
}

/// `3`, not `3.0`, for what is whole.
fn whole_if_whole(number: f64) -> Value {
    format!("{number}").parse::<i64>().map_or_else(|_| Value::from(number), Value::from)
}

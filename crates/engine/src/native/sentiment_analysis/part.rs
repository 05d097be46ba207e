//! The results of ten thousand texts: their rows of the file, their counts, and the first of them in full.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::aspect::{self, Said};
use super::language::{self, Language};
use super::options::Options;
use super::row;
use super::score::{self, Label, Score};
use super::source::Source;
use super::tally::Tally;
use super::text;
use crate::cancel::{Cancel, Cancelled};
use crate::native::table::write;

/// Texts of a part: a step of the run.
pub(crate) const TEXTS: usize = 10_000;
/// Texts between two looks at the flag that asks to stop.
const TEXTS_PER_CHECK: usize = 256;
/// Texts told in the output.
pub(crate) const SHOWN: usize = 100;
/// Bytes of one text that are read.
const MAX_BYTES: usize = 100_000;
/// Bytes of a text told in the output.
const SHOWN_BYTES: usize = 280;

/// What is said of one text.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    /// Its language; none for an empty one.
    pub(crate) language: Option<Language>,
    /// Its score; none where it is not scored.
    pub(crate) score: Option<Score>,
    /// What it says of its aspects.
    pub(crate) aspects: Vec<Said>,
    /// Whether it is longer than is read.
    pub(crate) is_cut: bool,
}

/// A text with its result, as the output tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// Counted from 1.
    pub(crate) row: u64,
    /// The line of the input that it begins on.
    pub(crate) line: u32,
    /// Its beginning.
    pub(crate) text: String,
    /// ISO 639-3; none for an empty one.
    pub(crate) language: Option<String>,
    /// Its score; none where it is not scored.
    #[serde(flatten)]
    pub(crate) score: Option<Score>,
    /// What it says of its aspects.
    pub(crate) aspects: Vec<Said>,
}

/// The results of a part.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its rows of the file.
    pub(crate) csv: Vec<u8>,
    /// Its counts.
    pub(crate) tally: Tally,
    /// Aspects with their counts.
    pub(crate) aspects: HashMap<String, Tally>,
    /// The first texts of the first part.
    pub(crate) shown: Vec<Shown>,
    /// The texts furthest to either side.
    pub(crate) extremes: Vec<Shown>,
}

impl Part {
    /// Scores the texts of a part.
    pub(crate) fn work(source: &Source, options: &Options, number: usize, cancel: &Cancel) -> Result<Self, Cancelled> {
        let rows = number * TEXTS..source.len().min((number + 1) * TEXTS);
        let mut writer = write::writer(rows.len() * 64);
        let mut part = Self {
            csv: Vec::new(),
            tally: Tally::default(),
            aspects: HashMap::new(),
            shown: Vec::new(),
            extremes: Vec::new(),
        };
        let (mut lowest, mut highest) = (None::<(f64, Shown)>, None::<(f64, Shown)>);
        for row in rows {
            if row % TEXTS_PER_CHECK == 0 {
                cancel.check()?;
            }
            let text = source.text(row);
            let read = read(&text, options);
            part.tally.add(&read);
            for said in &read.aspects {
                part.aspects.entry(said.aspect.clone()).or_default().add_said(said);
            }
            let _in_memory = writer.write_record(row::record(source, row, &read));
            if row < SHOWN {
                part.shown.push(shown(source, row, &text, &read));
            }
            if let Some(score) = read.score.as_ref().map(|score| score.score) {
                if score < lowest.as_ref().map_or(0.0, |(lowest, _)| *lowest) {
                    lowest = Some((score, shown(source, row, &text, &read)));
                }
                if score > highest.as_ref().map_or(0.0, |(highest, _)| *highest) {
                    highest = Some((score, shown(source, row, &text, &read)));
                }
            }
        }
        part.extremes = [lowest, highest].into_iter().flatten().map(|(_, shown)| shown).collect();
        part.csv = write::finish(writer);
        Ok(part)
    }
}

/// Reads one text.
pub(crate) fn read(whole: &str, options: &Options) -> Read {
    let whole = whole.trim();
    let text = &whole[..whole.floor_char_boundary(MAX_BYTES)];
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Read { language: None, score: None, aspects: Vec::new(), is_cut: false };
    }
    let text = text::entity::unescape(text);
    let tokens = text::tokens(&text);
    let language = language::recognise(&text, &tokens);
    let is_cut = whole.len() > MAX_BYTES;
    if !language.is_scored() {
        return Read { language: Some(language), score: None, aspects: Vec::new(), is_cut };
    }
    let sentences = text::sentences(&tokens);
    let (score, opinions) = score::score(&tokens, &sentences);
    let aspects = aspect::aspects(&tokens, &sentences, &opinions, &options.aspects);
    Read { language: Some(language), score: Some(score), aspects, is_cut }
}

fn shown(source: &Source, row: usize, text: &str, read: &Read) -> Shown {
    let text = text.trim();
    let mut beginning = text[..text.floor_char_boundary(SHOWN_BYTES)].replace('\0', " ");
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    Shown {
        row: row as u64 + 1,
        line: source.line(row),
        text: beginning,
        language: read.language.as_ref().map(|language| language.code.clone()),
        score: read.score.clone(),
        aspects: read.aspects.iter().take(10).cloned().collect(),
    }
}

impl Read {
    /// The word in the column of labels.
    pub(crate) fn label(&self) -> &'static str {
        match (&self.language, &self.score) {
            (None, _) => "",
            (Some(_), None) => "not_scored",
            (Some(_), Some(score)) => Label::as_str(score.label),
        }
    }
}

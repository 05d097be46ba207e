//! Counts of results.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::aspect::Said;
use super::part::Read;
use super::score::{Label, rounded};

/// Bars of the distribution: from -1 to 1 in tenths.
pub(crate) const BINS: usize = 20;

/// Counts of results.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Texts that hold anything, or mentions of an aspect.
    pub(crate) texts: u64,
    /// Empty ones.
    pub(crate) empty: u64,
    /// Those that were scored.
    pub(crate) scored: u64,
    /// Below neutral.
    pub(crate) negative: u64,
    /// Neither.
    pub(crate) neutral: u64,
    /// Above neutral.
    pub(crate) positive: u64,
    /// Texts that are longer than is read.
    pub(crate) cut: u64,
    /// Sum of the scores in ten-thousandths: whole, so that no order of adding matters.
    pub(crate) sum: i64,
    /// Texts by the name of their language.
    pub(crate) languages: BTreeMap<String, u64>,
    /// Scores by tenths from -1 on.
    pub(crate) bins: Vec<u64>,
    /// Neutral ones below 0: they share a tenth with negative ones.
    pub(crate) neutral_below: u64,
}

impl Tally {
    /// Counts a text.
    pub(crate) fn add(&mut self, read: &Read) {
        let Some(language) = &read.language else {
            self.empty += 1;
            return;
        };
        self.texts += 1;
        self.cut += u64::from(read.is_cut);
        *self.languages.entry(language.name.clone()).or_default() += 1;
        if let Some(score) = &read.score {
            self.count(score.score, score.label);
        }
    }

    /// Counts what is said of an aspect.
    pub(crate) fn add_said(&mut self, said: &Said) {
        self.texts += 1;
        self.count(said.score, said.label);
    }

    fn count(&mut self, score: f64, label: Label) {
        self.scored += 1;
        match label {
            Label::Negative => self.negative += 1,
            Label::Neutral => self.neutral += 1,
            Label::Positive => self.positive += 1,
        }
        self.sum += whole(score * 10_000.0);
        self.bins.resize(BINS, 0);
        let bin = usize::try_from(whole((score + 1.0) * 10.0 - 0.5)).unwrap_or_default();
        self.bins[bin.min(BINS - 1)] += 1;
        self.neutral_below += u64::from(label == Label::Neutral && bin + 1 == BINS / 2);
    }

    /// Adds other counts.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.texts += other.texts;
        self.empty += other.empty;
        self.scored += other.scored;
        self.negative += other.negative;
        self.neutral += other.neutral;
        self.positive += other.positive;
        self.cut += other.cut;
        self.neutral_below += other.neutral_below;
        self.sum += other.sum;
        for (language, count) in &other.languages {
            *self.languages.entry(language.clone()).or_default() += count;
        }
        self.bins.resize(BINS, 0);
        for (bin, count) in self.bins.iter_mut().zip(&other.bins) {
            *bin += count;
        }
    }

    /// The mean score.
    #[expect(clippy::cast_precision_loss, reason = "a sum over at most 200,000 texts is far below 2^53")]
    pub(crate) fn mean(&self) -> f64 {
        if self.scored == 0 { 0.0 } else { rounded(self.sum as f64 / 10_000.0 / self.scored as f64, 4) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "scores lie between -1 and 1")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

//! The steps of a run, in order: read, score part by part, write, draw.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::part::{Part, SHOWN, Shown, TEXTS};
use super::report::{aspects_csv, chart};
use super::row;
use super::session::Session;
use super::source::{Reading, Source};
use super::tally::Tally;
use crate::cancel::Cancel;
use crate::context::{Context, Done, Failure, NewArtifact, Stop};
use crate::native::markdown::{counted, grouped};
use crate::native::table::write;

/// Aspects told at most.
const MAX_ASPECTS: usize = 50;
/// Texts told as the best and the worst, each.
const MAX_EXTREMES: usize = 3;

/// How the input is texts, and how many they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    /// How it is read.
    pub(crate) reading: Reading,
    /// How many there are.
    pub(crate) texts: usize,
}

/// What a part's step leaves in the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PartDone {
    /// Texts scored.
    pub(crate) scored: u64,
    /// Of its rows of the file: they are too many for the journal, and are worked out again instead.
    pub(crate) digest: String,
}

/// What was found in all texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// The counts.
    pub(crate) tally: Tally,
    /// Aspects, the most mentioned first.
    pub(crate) aspects: Vec<(String, Tally)>,
    /// How many aspects there are in all.
    pub(crate) all_aspects: u64,
    /// The first texts.
    pub(crate) shown: Vec<Shown>,
    /// The best texts, the best first.
    pub(crate) best: Vec<Shown>,
    /// The worst texts, the worst first.
    pub(crate) worst: Vec<Shown>,
}

/// Finds out how the input is texts.
pub(crate) async fn read(context: &Context, session: &Arc<Session>) -> Result<Found, Stop> {
    let inputs = session.options.of_texts();
    let shared = Arc::clone(session);
    let work = move |_: &Cancel| {
        let (reading, source) = Source::recognise(shared.file.as_ref(), &shared.options)?;
        let texts = source.len();
        let summary = match &reading {
            Reading::Column { name, .. } => format!("{} in the column {name}", counted(texts as u64, "text")),
            _ => counted(texts as u64, "text"),
        };
        shared.keep_source(source);
        Ok(Done::new(Found { reading, texts }, summary))
    };
    context.step("read", "Read the texts", &inputs, work).await
}

/// Scores the texts, ten thousand in a step.
pub(crate) async fn score(context: &Context, session: &Arc<Session>, found: &Found) -> Result<Vec<PartDone>, Stop> {
    let parts = found.texts.div_ceil(TEXTS);
    let mut done = Vec::with_capacity(parts);
    for number in 0..parts {
        let (first, last) = (number * TEXTS + 1, found.texts.min((number + 1) * TEXTS));
        let title = if parts == 1 {
            "Score the texts".to_owned()
        } else {
            format!("Score texts {} to {}", grouped(first as u64), grouped(last as u64))
        };
        let (shared, reading, of) = (Arc::clone(session), found.reading.clone(), found.texts);
        let work = move |cancel: &Cancel| {
            let part = shared.part(&reading, number, cancel)?;
            let value = PartDone { scored: part.tally.scored, digest: digest(&part) };
            let percent = last * 100 / of.max(1);
            let counts = format!(
                "{} positive, {} neutral, {} negative",
                grouped(part.tally.positive),
                grouped(part.tally.neutral),
                grouped(part.tally.negative)
            );
            let summary = if parts == 1 { counts } else { format!("{percent} % done: {counts}") };
            Ok(Done::new(value, summary))
        };
        let inputs = (&session.options, found, number);
        done.push(context.step(&format!("score-{:02}", number + 1), &title, &inputs, work).await?);
    }
    if done.iter().all(|part| part.scored == 0) {
        return Err(nothing_scored(session, found).await?);
    }
    Ok(done)
}

/// Writes the files of results and sums up.
pub(crate) async fn write(
    context: &Context,
    session: &Arc<Session>,
    found: &Found,
    done: &[PartDone],
) -> Result<Summary, Stop> {
    let inputs = (&session.options, found, done);
    let (shared, found, done) = (Arc::clone(session), found.clone(), done.to_vec());
    let work = move |cancel: &Cancel| {
        let source = shared.source(&found.reading);
        let mut writer = write::writer(0);
        let _in_memory = writer.write_record(row::header(&source));
        let mut bytes = write::finish(writer);
        let mut summary = Summing::default();
        for (number, done) in done.iter().enumerate() {
            let part = shared.part(&found.reading, number, cancel)?;
            if digest(&part) != done.digest {
                let message = "The results worked out after a restart are not those found before it.";
                return Err(Failure::new("internal", message).into());
            }
            bytes.extend_from_slice(&part.csv);
            summary.add(&part);
        }
        let (summary, aspects) = summary.finish();
        let mut artifacts = vec![NewArtifact::csv("sentiment.csv", bytes)];
        if !aspects.is_empty() {
            artifacts.push(NewArtifact::csv("aspects.csv", aspects_csv::write(&aspects)));
        }
        let told = format!(
            "{} scored, {} found",
            counted(summary.tally.scored, "text"),
            counted(summary.all_aspects, "aspect")
        );
        Ok(Done { value: summary, summary: told, artifacts })
    };
    context.step("write", "Write the results", &inputs, work).await
}

/// Draws the charts.
pub(crate) async fn draw(context: &Context, summary: &Summary) -> Result<(), Stop> {
    let inputs = summary;
    let summary = summary.clone();
    let work = move |_: &Cancel| {
        let mut artifacts = vec![NewArtifact::svg("distribution.svg", chart::distribution(&summary.tally))];
        if !summary.aspects.is_empty() {
            artifacts.push(NewArtifact::svg("aspects.svg", chart::aspects(&summary.aspects)));
        }
        Ok(Done { value: (), summary: counted(artifacts.len() as u64, "chart"), artifacts })
    };
    context.step("draw", "Draw the charts", inputs, work).await
}

/// The failure of a run in which no text is in a language that is scored.
async fn nothing_scored(session: &Arc<Session>, found: &Found) -> Result<Stop, Stop> {
    let (shared, found) = (Arc::clone(session), found.clone());
    let worked = tokio::task::spawn_blocking(move || {
        let mut tally = Tally::default();
        for number in 0..found.texts.div_ceil(TEXTS) {
            tally.merge(&shared.part(&found.reading, number, &Cancel::default())?.tally);
        }
        Ok::<_, Stop>(tally)
    });
    let tally = worked.await.map_err(|_| Stop::Lost)??;
    let mut languages: Vec<(&String, &u64)> = tally.languages.iter().collect();
    languages.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    let told: Vec<String> =
        languages.iter().take(8).map(|(name, count)| format!("{name} ({})", grouped(**count))).collect();
    let message = format!(
        "None of the texts is in English, the language that is scored. Recognised: {}. Translate them, then run again.",
        told.join(", ")
    );
    Ok(Failure::new("unsupported_language", message).into())
}

/// Sums parts up.
#[derive(Default)]
struct Summing {
    tally: Tally,
    aspects: HashMap<String, Tally>,
    shown: Vec<Shown>,
    extremes: Vec<Shown>,
}

impl Summing {
    fn add(&mut self, part: &Part) {
        self.tally.merge(&part.tally);
        for (name, tally) in &part.aspects {
            self.aspects.entry(name.clone()).or_default().merge(tally);
        }
        self.shown.extend(part.shown.iter().take(SHOWN - self.shown.len().min(SHOWN)).cloned());
        self.extremes.extend(part.extremes.iter().cloned());
    }

    /// The summary, and all aspects.
    fn finish(self) -> (Summary, Vec<(String, Tally)>) {
        let mut aspects: Vec<(String, Tally)> = self.aspects.into_iter().collect();
        aspects.sort_by(|(one, first), (other, second)| second.texts.cmp(&first.texts).then_with(|| one.cmp(other)));
        // A few texts alone rank by what is in them already; more texts give their own extremes.
        let mut ranked = if self.tally.scored <= self.shown.len() as u64 { self.shown.clone() } else { self.extremes };
        let score = |shown: &Shown| shown.score.as_ref().map_or(0.0, |score| score.score);
        ranked.retain(|shown| score(shown) != 0.0);
        ranked.sort_by(|one, other| score(other).total_cmp(&score(one)).then(one.row.cmp(&other.row)));
        let best = ranked.iter().filter(|shown| score(shown) > 0.0).take(MAX_EXTREMES).cloned().collect();
        let worst = ranked.iter().rev().filter(|shown| score(shown) < 0.0).take(MAX_EXTREMES).cloned().collect();
        let told = aspects.iter().take(MAX_ASPECTS).cloned().collect();
        let summary = Summary {
            tally: self.tally,
            aspects: told,
            all_aspects: aspects.len() as u64,
            shown: self.shown,
            best,
            worst,
        };
        (summary, aspects)
    }
}

fn digest(part: &Part) -> String {
    let digest = Sha256::digest(&part.csv);
    u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default()).to_string()
}

//! The output: what a program reads. Its schema is in the agent's manifest.

use serde_json::{Map, Value, json};

use crate::native::sentiment_analysis::part::Shown;
use crate::native::sentiment_analysis::steps::{Found, Summary};
use crate::native::sentiment_analysis::tally::Tally;

/// The output.
pub(crate) fn output(found: &Found, summary: &Summary) -> Value {
    let tally = &summary.tally;
    let languages: Map<String, Value> =
        tally.languages.iter().map(|(name, count)| (name.clone(), (*count).into())).collect();
    let aspects: Vec<Value> = summary.aspects.iter().map(|(name, tally)| aspect(name, tally)).collect();
    let texts = |texts: &[Shown]| texts.iter().map(text).collect::<Vec<Value>>();
    json!({
        "source": found.reading.as_str(),
        "column": found.reading.column(),
        "texts": tally.texts,
        "empty": tally.empty,
        "scored": tally.scored,
        "not_scored": tally.texts - tally.scored,
        "positive": tally.positive,
        "neutral": tally.neutral,
        "negative": tally.negative,
        "mean_score": tally.mean(),
        "languages": languages,
        "aspects": aspects,
        "aspects_in_all": summary.all_aspects,
        "results": texts(&summary.shown),
        "most_positive": texts(&summary.best),
        "most_negative": texts(&summary.worst),
        "assumptions": found.reading.assumptions(),
    })
}

fn aspect(name: &str, tally: &Tally) -> Value {
    json!({
        "aspect": name,
        "texts": tally.texts,
        "positive": tally.positive,
        "neutral": tally.neutral,
        "negative": tally.negative,
        "score": tally.mean(),
    })
}

fn text(shown: &Shown) -> Value {
    let score = shown.score.as_ref();
    let words: Vec<Value> = score
        .iter()
        .flat_map(|score| &score.words)
        .map(|decider| json!({"word": decider.word, "weight": decider.weight}))
        .collect();
    let aspects: Vec<Value> = shown
        .aspects
        .iter()
        .map(|said| json!({"aspect": said.aspect, "score": said.score, "label": said.label.as_str()}))
        .collect();
    json!({
        "row": shown.row,
        "line": shown.line,
        "text": shown.text,
        "language": shown.language,
        "score": score.map(|score| score.score),
        "label": score.map(|score| score.label.as_str()),
        "confidence": score.map(|score| score.confidence),
        "words": words,
        "aspects": aspects,
    })
}

//! What the agent says at the end, in plain words.

use std::fmt::Write as _;

use crate::native::markdown::{counted, escape, grouped};
use crate::native::sentiment_analysis::part::Shown;
use crate::native::sentiment_analysis::source::Reading;
use crate::native::sentiment_analysis::steps::{Found, Summary};
use crate::native::sentiment_analysis::tally::Tally;

/// Aspects in the message; the file has all.
const MAX_ASPECTS: usize = 10;

/// The message.
pub(crate) fn message(found: &Found, summary: &Summary) -> String {
    let tally = &summary.tally;
    let mut text = if tally.texts == 1 { one(summary) } else { many(found, summary) };
    if !summary.aspects.is_empty() {
        text.push_str("\n| Aspect | Texts | Positive | Neutral | Negative | Score |\n|---|---:|---:|---:|---:|---:|\n");
        for (name, tally) in summary.aspects.iter().take(MAX_ASPECTS) {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {:+.2} |",
                escape(name),
                grouped(tally.texts),
                grouped(tally.positive),
                grouped(tally.neutral),
                grouped(tally.negative),
                tally.mean()
            );
        }
        if summary.all_aspects > MAX_ASPECTS as u64 {
            let _ = writeln!(
                text,
                "\n… and {} in aspects.csv.",
                counted(summary.all_aspects - MAX_ASPECTS as u64, "more aspect")
            );
        }
    }
    let assumptions = found.reading.assumptions();
    if !assumptions.is_empty() {
        text.push_str("\n**Please check what was assumed**\n\n");
        for assumption in &assumptions {
            let _ = writeln!(text, "- {}", escape(assumption));
        }
    }
    text.push_str("\n**sentiment.csv** has the result of each text, with the words that decided.");
    text
}

/// Of one text.
fn one(summary: &Summary) -> String {
    let Some((shown, score)) = summary.shown.iter().find_map(|shown| Some((shown, shown.score.as_ref()?))) else {
        return many_headline(&summary.tally);
    };
    let mut text = format!(
        "**{}**, score {:+.2} of -1 to 1. About {:.0} of 100 readers would say the same.\n\n",
        capitalised(score.label.as_str()),
        score.score,
        score.confidence * 100.0
    );
    if score.words.is_empty() {
        text.push_str("- No word in it carries an opinion.\n");
    } else {
        let words: Vec<String> =
            score.words.iter().map(|decider| format!("{} ({:+.1})", escape(&decider.word), decider.weight)).collect();
        let _ = writeln!(text, "- Words that decided: {}.", words.join(", "));
    }
    if shown.language.as_deref() == Some("zxx") {
        text.push_str("- It has no words, only signs; they were scored.\n");
    }
    told_cut(&mut text, &summary.tally);
    text
}

/// Of many texts.
fn many(found: &Found, summary: &Summary) -> String {
    let tally = &summary.tally;
    let mut text = many_headline(tally);
    text.push_str("\n\n");
    let _ = writeln!(
        text,
        "- {} positive ({}), {} neutral ({}), {} negative ({}); the mean score is {:+.2} of -1 to 1.",
        grouped(tally.positive),
        share(tally.positive, tally.scored),
        grouped(tally.neutral),
        share(tally.neutral, tally.scored),
        grouped(tally.negative),
        share(tally.negative, tally.scored),
        tally.mean()
    );
    if let Reading::Column { name, .. } = &found.reading {
        let _ = writeln!(text, "- The texts are in the column {}.", escape(name));
    }
    if tally.scored < tally.texts {
        let others: Vec<String> = tally
            .languages
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "English" | "signs only"))
            .map(|(name, count)| format!("{name} ({})", grouped(*count)))
            .collect();
        let _ = writeln!(
            text,
            "- {} not scored, because only English is: {}.",
            counted(tally.texts - tally.scored, "text"),
            others.join(", ")
        );
    }
    if tally.empty > 0 {
        let _ = writeln!(text, "- {} empty.", counted(tally.empty, "cell"));
    }
    told_cut(&mut text, tally);
    for (word, texts) in [("Most positive", &summary.best), ("Most negative", &summary.worst)] {
        if let Some((shown, score)) = texts.first().and_then(|shown| Some((shown, shown.score.as_ref()?))) {
            let _ = writeln!(text, "- {word} ({:+.2}, row {}): {}", score.score, grouped(shown.row), quoted(shown));
        }
    }
    text
}

fn many_headline(tally: &Tally) -> String {
    let side = match () {
        () if tally.positive * 2 > tally.scored => "Most are positive.",
        () if tally.negative * 2 > tally.scored => "Most are negative.",
        () if tally.neutral * 2 > tally.scored => "Most are neutral.",
        () => "Opinions differ.",
    };
    format!("**{} scored.** {side}", counted(tally.scored, "text"))
}

fn told_cut(text: &mut String, tally: &Tally) {
    if tally.cut > 0 {
        let _ = writeln!(
            text,
            "- {} longer than 100,000 characters; only the beginning was read.",
            counted(tally.cut, "text")
        );
    }
}

fn quoted(shown: &Shown) -> String {
    let short: String = shown.text.chars().take(160).collect();
    let more = if short.len() < shown.text.len() && !short.ends_with('…') { "…" } else { "" };
    format!("“{}{more}”", escape(&short))
}

fn share(part: u64, whole: u64) -> String {
    format!("{} %", (part * 100 + whole / 2) / whole.max(1))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

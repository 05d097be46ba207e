//! What holds for every text.

use engine::native::sentiment_analysis::{Label, assess, language_of};
use proptest::prelude::*;

use super::{pasted, run, run_from};
use crate::run::file;

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "good", "bad", "not", "n't", "very", "but", "although", "GREAT", "terrible", "soooo", "!!!", "?", ".", ",", "\n",
    ":)", ":-(", "<3", "😍", "👎🏽", "👩\u{200d}💻", "the", "camera", "battery", "@me", "#fail", "http://x.y", "&amp;",
    "nicht", "muy", "日本", "\u{0}", "\u{feff}", "'", "’", "-", "*", "f*ck", "3.5", "=1+1", "could have been", "if",
    "waste of time", "no", "like", "at least", "(", ")", "\"", "…", "é", "\u{200d}", "İ", "ß", "ﬁ", "❶", "🄰",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![3 => pieces(30), 1 => any::<String>()]
}

/// Pieces with and without space between.
fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..most).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, spaced)| if spaced { format!("{piece} ") } else { piece.to_owned() }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_stay_in_their_range_and_agree_with_their_labels(text in texts()) {
        let score = assess(&text);
        prop_assert!((-1.0..=1.0).contains(&score.score) && (0.0..=1.0).contains(&score.confidence), "{score:?}");
        prop_assert_eq!(score.label, Label::of(score.score));
        prop_assert!(score.words.len() <= 8);
        prop_assert!(score.score == 0.0 || !score.words.is_empty());
        prop_assert_eq!(&score, &assess(&text), "the same text gives the same score");
        prop_assert!(!language_of(&text).is_empty());
    }

    #[test]
    fn any_pasted_text_gives_a_result_or_a_failure_with_a_code(text in texts()) {
        let ran = run_from(pasted(&text), &[]);
        prop_assert!(ran.outcome.is_ok() || ran.failure() != "internal");
        if let Ok(output) = &ran.outcome {
            let count = |name: &str| output[name].as_u64().expect("a count");
            prop_assert_eq!(count("positive") + count("neutral") + count("negative"), count("scored"));
            prop_assert_eq!(count("scored") + count("not_scored"), count("texts"));
        }
    }

    #[test]
    fn any_bytes_give_a_result_or_a_failure_with_a_code(bytes in prop::collection::vec(any::<u8>(), 0..300), plain in any::<bool>()) {
        let ran = run(if plain { "a.txt" } else { "a.csv" }, &bytes);
        prop_assert!(ran.outcome.is_ok() || ran.failure() != "internal");
    }

    #[test]
    fn each_row_of_a_table_is_in_the_results_once(cells in prop::collection::vec(pieces(8), 1..8)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "review"]).expect("in memory");
        for (id, cell) in cells.iter().enumerate() {
            writer.write_record([id.to_string(), format!("It was {cell}")]).expect("in memory");
        }
        let bytes = writer.into_inner().expect("in memory");
        let values = serde_json::json!({"column": "review", "header": "yes", "delimiter": "comma", "encoding": "utf-8"});
        let ran = run_from(file("a.csv", &bytes, values.as_object().cloned().expect("values")), &[]);
        if ran.outcome.is_ok() {
            let mut reader = csv::Reader::from_reader(ran.text("sentiment.csv").as_bytes());
            let ids: Vec<String> = reader.records().map(|record| record.expect("a record")[0].to_owned()).collect();
            let given: Vec<String> = (0..cells.len()).map(|id| id.to_string()).collect();
            prop_assert_eq!(ids, given);
        }
    }
}

//! The file of aspects.

use crate::native::sentiment_analysis::tally::Tally;
use crate::native::table::write::{finish, guarded, writer};

/// A row for each aspect.
pub(crate) fn write(aspects: &[(String, Tally)]) -> Vec<u8> {
    let mut writer = writer(aspects.len() * 40);
    let _in_memory = writer.write_record(["aspect", "texts", "positive", "neutral", "negative", "score"]);
    for (name, tally) in aspects {
        let counts = [tally.texts, tally.positive, tally.neutral, tally.negative].map(|count| count.to_string());
        let [texts, positive, neutral, negative] = &counts;
        let score = tally.mean().to_string();
        let _in_memory =
            writer.write_record([guarded(name, true).as_ref(), texts, positive, neutral, negative, &score]);
    }
    finish(writer)
}

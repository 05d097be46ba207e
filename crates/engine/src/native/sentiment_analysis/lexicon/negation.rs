//! Words that turn the opinion after them round.

/// How far a word turns round what follows: 1 for `not`, less for `hardly`, none for other words.
pub(crate) fn strength(key: &str) -> Option<f32> {
    if key.ends_with("n't") {
        return Some(1.0);
    }
    match key {
        "not" | "never" | "no" | "none" | "nobody" | "nothing" | "neither" | "nor" | "nowhere" | "without"
        | "cannot" | "cant" | "dont" | "didnt" | "doesnt" | "isnt" | "wasnt" | "arent" | "werent" | "wont"
        | "wouldnt" | "couldnt" | "shouldnt" | "havent" | "hasnt" | "hadnt" | "aint" | "neednt" | "nope" | "lack"
        | "lacks" | "lacked" | "lacking" | "fails" | "failed" | "fail" | "zero" | "least" => Some(1.0),
        "hardly" | "barely" | "scarcely" | "rarely" | "seldom" | "less" | "stopped" | "few" | "little" => Some(0.7),
        _ => None,
    }
}

/// Whether a negation is none because of the word after it: `not only`, `not just`; or before it: `at least`.
pub(crate) fn is_lifted(before: &str, key: &str, after: &str) -> bool {
    match key {
        "not" => matches!(after, "only" | "just" | "merely" | "simply" | "to"),
        "least" => before == "at",
        "no" => matches!(after, "doubt" | "wonder" | "matter"),
        "little" => matches!(before, "a" | "the" | "this"),
        "few" => before == "a",
        _ => false,
    }
}

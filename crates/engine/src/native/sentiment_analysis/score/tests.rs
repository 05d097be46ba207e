use super::*;

/// Above neutral (1), neutral (0), below (-1).
fn side(text: &str) -> i32 {
    match assess(text).label {
        Label::Positive => 1,
        Label::Neutral => 0,
        Label::Negative => -1,
    }
}

#[test]
fn what_people_would_say() {
    let cases = [
        ("The food was great.", 1),
        ("The food was not great.", -1),
        ("The food wasn't very good at all.", -1),
        ("Not bad at all.", 1),
        ("It never disappoints.", 1),
        ("I do not recommend it.", -1),
        ("The screen is nice, but the battery is terrible.", -1),
        ("Although the room was small, the staff were wonderful.", 1),
        ("Not only good but cheap.", 1),
        ("What a waste of money.", -1),
        ("It stopped working after a week.", -1),
        ("This phone is the bomb", 1),
        ("omg this slaps, totally goated", 1),
        ("meh", -1),
        ("😍😍😍", 1),
        ("😡", -1),
        (":(", -1),
        ("<3", 1),
        ("The parcel arrived on Tuesday.", 0),
        ("It has two doors and a window.", 0),
        ("A phone like this one has four cameras.", 0),
        ("I like it.", 1),
        ("Worth every penny", 1),
        ("Soooo goooood!!!", 1),
        ("no complaints", 1),
        ("It is hardly useful.", -1),
        ("The service lacked any warmth.", -1),
        ("The owner could not have been kinder.", 1),
        ("It couldn't be better!", 1),
        ("", 0),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| side(text) != *expected)
        .map(|(text, expected)| format!("{text}: {:?}, expected {expected}", assess(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn more_stress_is_more() {
    let score = |text: &str| assess(text).score;
    for (less, more) in [
        ("The room was good.", "The room was very good."),
        ("The room was good.", "The room was GOOD."),
        ("The room was good.", "The room was good!!!"),
        ("The room was good.", "The room was gooood."),
        ("The room was slightly good.", "The room was good."),
        ("The room was good.", "The room was extremely good."),
        ("The room was good, but loud.", "The room was loud, but good."),
    ] {
        assert!(score(more) > score(less), "{more}: {} and {}", score(more), score(less));
    }
    assert!(score("The room was VERY bad!!!") < score("The room was bad."));
}

#[test]
fn the_words_that_decided_are_told() {
    let words = assess("The staff were not helpful, and the lobby was absolutely filthy.").words;
    assert!(words.iter().any(|decider| decider.word == "not helpful" && decider.weight < 0.0), "{words:?}");
    assert!(words.iter().any(|decider| decider.word == "filthy" && decider.weight < 0.0), "{words:?}");
}

#[test]
fn capitals_throughout_stress_nothing() {
    assert_eq!(assess("THE ROOM WAS GOOD.").score.to_bits(), assess("The room was good.").score.to_bits());
}

//! The numbers of the method. They were tuned on one half of human-rated texts; the README beside `data/` tells how.

use super::context::{Context, Contrast};

/// Share of a valence that a full negation takes, beyond turning it to nothing: "not good" is -0.9 × "good".
const NEGATED_POSITIVE: f64 = 0.9;
/// "not bad" is far from "good".
const NEGATED_NEGATIVE: f64 = 0.25;
const STRENGTHENED: f64 = 0.45;
const WEAKENED: f64 = 0.2;
const CAPITALS: f64 = 0.2;
const STRETCHED: f64 = 0.25;
/// For each exclamation mark, three at most.
const EXCLAMATION: f64 = 0.15;
/// What is granted before "but" counts little.
const GRANTED: f64 = 0.3;
const QUESTION: f64 = 0.57;
const UNREAL: f64 = 0.3;
/// Long texts have more words of opinion without a stronger one: the sum is divided by words to this power.
const LENGTH: f64 = 0.35;
/// Where the sum bends towards the ends of the scale.
const BEND: f64 = 15.0;
/// From which score on, to either side, a text has a side.
pub(crate) const THRESHOLD: f64 = 0.06;

/// What a word of this valence says in this context.
pub(crate) fn weight(valence: f32, context: &Context) -> f64 {
    let valence = f64::from(valence);
    let degree = f64::from(context.degree);
    let mut factor = 1.0;
    factor += if degree > 0.0 { STRENGTHENED * degree.min(3.0) } else { WEAKENED * degree.max(-2.5) };
    factor += if context.capitals { CAPITALS } else { 0.0 };
    factor += if context.stretched { STRETCHED } else { 0.0 };
    factor += EXCLAMATION * f64::from(context.exclamations);
    if context.contrast == Contrast::Granted {
        factor *= GRANTED;
    }
    if context.question {
        factor *= QUESTION;
    }
    if context.unreal {
        factor *= UNREAL;
    }
    let turned = if valence > 0.0 { NEGATED_POSITIVE } else { NEGATED_NEGATIVE };
    valence * factor * (1.0 - f64::from(context.negated) * (1.0 + turned))
}

/// The score, from -1 to 1, of a sum of weights in a text of so many words.
pub(crate) fn score(sum: f64, words: usize) -> f64 {
    let words = f64::from(u32::try_from(words.max(1)).unwrap_or(u32::MAX));
    let sum = sum / words.powf(LENGTH);
    let score = sum / (sum * sum + BEND).sqrt();
    if score.is_finite() { score.clamp(-1.0, 1.0) } else { 0.0 }
}

/// How likely most people would give the same label, from 0 to 1.
///
/// The human mean is taken to lie around the score like a normal distribution whose width was measured; it narrows
/// towards the ends. People call a text neutral whose mean lies within an eighth of the scale.
pub(crate) fn confidence(score: f64) -> f64 {
    const NEUTRAL: f64 = 0.125;
    let width = (0.32 - 0.2 * score.abs()).max(0.15);
    let below = |bound: f64| logistic(1.702 * (bound - score) / width);
    let (negative, not_positive) = (below(-NEUTRAL), below(NEUTRAL));
    let agreeing = if score >= THRESHOLD {
        1.0 - not_positive
    } else if score <= -THRESHOLD {
        negative
    } else {
        not_positive - negative
    };
    // Irony is always possible.
    agreeing.min(0.99)
}

/// Within 0.01 of the normal distribution's cumulative function once its argument is stretched by 1.702.
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_keep_their_order_and_their_range() {
        assert!(score(2.0, 5) > score(1.0, 5) && score(2.0, 5) > score(2.0, 50));
        assert!(score(-1e300, 1) >= -1.0 && score(1e300, 1) <= 1.0);
        assert!(score(0.0, 0).abs() < f64::EPSILON);
        assert!(confidence(0.7) > confidence(0.3) && confidence(-0.7) > 0.8);
    }

    #[test]
    fn context_moves_what_a_word_says() {
        let plain = Context::default();
        let very = Context { degree: 1.0, ..plain };
        let slightly = Context { degree: -1.0, ..plain };
        let not = Context { negated: 1.0, ..plain };
        assert!(weight(2.0, &very) > weight(2.0, &plain) && weight(2.0, &slightly) < weight(2.0, &plain));
        assert!(weight(2.0, &not) < -1.0, "not good");
        assert!((0.0..1.0).contains(&weight(-2.0, &not)), "not bad");
        assert!(weight(2.0, &Context { capitals: true, ..plain }) > weight(2.0, &plain));
        assert!(weight(2.0, &Context { exclamations: 3, ..plain }) > weight(2.0, &plain));
        assert!(weight(2.0, &Context { contrast: Contrast::Granted, ..plain }) < weight(2.0, &plain));
    }
}

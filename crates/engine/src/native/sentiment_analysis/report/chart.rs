//! The charts: how scores are distributed, and what is said of each aspect.

use crate::native::chart::{ACCENT, BAR, WIDTH, bar, drawing, line, scaled, text};
use crate::native::sentiment_analysis::tally::{BINS, Tally};

/// Colour of what is neither: clear on white and on black.
const NEUTRAL: &str = "#8a8f98";
const LEFT: u32 = 64;
const TOP: u32 = 72;
const HEIGHT: u32 = 220;
const LABELS: u32 = 200;
const ROW: u32 = 26;
/// Aspects that can still be told apart on one screen.
const MAX_ASPECTS: usize = 15;

/// How many texts have which score.
pub(crate) fn distribution(tally: &Tally) -> Vec<u8> {
    let largest = tally.bins.iter().copied().max().unwrap_or(1);
    let (mut body, bottom) = (String::new(), TOP + HEIGHT);
    let width = (WIDTH - LEFT - 24) / 20;
    legend(&mut body, [tally.negative, tally.neutral, tally.positive]);
    for (x, (place, count)) in (LEFT + 4..).step_by(width as usize).zip(tally.bins.iter().enumerate()) {
        let (colour, neutral) = match place {
            place if place + 1 == BINS / 2 => (ACCENT, tally.neutral_below),
            place if place == BINS / 2 => (BAR, tally.neutral - tally.neutral_below),
            place if place < BINS / 2 => (ACCENT, 0),
            _ => (BAR, 0),
        };
        if *count > 0 {
            let (all, grey) = (scaled(*count, largest, HEIGHT), scaled(neutral.min(*count), largest, HEIGHT));
            bar(&mut body, [x, bottom - all, width - 3, all], if neutral >= *count { NEUTRAL } else { colour });
            if (1..*count).contains(&neutral) {
                bar(&mut body, [x, bottom - grey, width - 3, grey], NEUTRAL);
            }
        }
    }
    let right = LEFT + width * 20 + 4;
    line(&mut body, [LEFT, bottom, right, bottom]);
    line(&mut body, [LEFT, TOP, LEFT, bottom]);
    text(&mut body, LEFT - 8, TOP + 10, "end", &largest.to_string());
    text(&mut body, LEFT - 8, bottom, "end", "0");
    text(&mut body, LEFT, bottom + 20, "start", "-1");
    text(&mut body, LEFT + width * 10, bottom + 20, "middle", "0");
    text(&mut body, right, bottom + 20, "end", "1");
    text(&mut body, LEFT + width * 10, bottom + 40, "middle", "score (number of texts)");
    let told = format!(
        "Histogram of {} scores from -1 to 1: {} negative, {} neutral, {} positive; the mean is {}.",
        tally.scored,
        tally.negative,
        tally.neutral,
        tally.positive,
        tally.mean()
    );
    drawing(bottom + 56, "Distribution of sentiment", &told, &body)
}

/// How often each aspect is spoken of, and how.
pub(crate) fn aspects(aspects: &[(String, Tally)]) -> Vec<u8> {
    let shown = &aspects[..aspects.len().min(MAX_ASPECTS)];
    let largest = shown.iter().map(|(_, tally)| tally.texts).max().unwrap_or(1);
    let mut body = String::new();
    let sum = |count: fn(&Tally) -> u64| shown.iter().map(|(_, tally)| count(tally)).sum::<u64>();
    legend(&mut body, [sum(|tally| tally.negative), sum(|tally| tally.neutral), sum(|tally| tally.positive)]);
    let mut y = TOP;
    for (name, tally) in shown {
        let label: String =
            if name.chars().count() > 26 { name.chars().take(25).chain(['…']).collect() } else { name.clone() };
        text(&mut body, LABELS - 10, y + 16, "end", &label);
        let mut x = LABELS;
        for (count, colour) in [(tally.negative, ACCENT), (tally.neutral, NEUTRAL), (tally.positive, BAR)] {
            if count > 0 {
                let width = scaled(count, largest, WIDTH - LABELS - 90);
                bar(&mut body, [x, y + 3, width, ROW - 8], colour);
                x += width;
            }
        }
        text(&mut body, x + 8, y + 16, "start", &tally.texts.to_string());
        y += ROW;
    }
    line(&mut body, [LABELS, TOP, LABELS, y]);
    text(&mut body, LABELS, y + 22, "start", "number of texts that speak of it");
    let told: Vec<String> = shown
        .iter()
        .map(|(name, tally)| {
            format!("{name}: {} negative, {} neutral, {} positive", tally.negative, tally.neutral, tally.positive)
        })
        .collect();
    drawing(y + 36, "Sentiment by aspect", &format!("Bar chart of aspects. {}.", told.join("; ")), &body)
}

/// Colours and counts; the sides are told in words too, not by colour alone.
fn legend(body: &mut String, [negative, neutral, positive]: [u64; 3]) {
    let entries = [("negative", negative, ACCENT), ("neutral", neutral, NEUTRAL), ("positive", positive, BAR)];
    for (x, (word, count, colour)) in [16, 180, 344].into_iter().zip(entries) {
        bar(body, [x, 42, 12, 12], colour);
        text(body, x + 18, 53, "start", &format!("{word}: {count}"));
    }
}

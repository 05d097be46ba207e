//! Compares the scores of `sentiment-analysis` with human ratings and prints how well they agree.
//!
//! `cargo run --release -p engine --example sentiment_accuracy FOLDER`
//!
//! The folder is that of VADER's data, `hutto_ICWSM_2014` in the source packages of `vaderSentiment` on `PyPI`: four files
//! `*_GroundTruth.txt` of lines with id, mean rating from -4 to 4, and text, with tabs between. A file `NAME.other.tsv`
//! beside one, of lines with id and score, is measured as the other method. The half that valences were fitted to is told
//! apart by a hash of the review, article or tweet, so that sentences of one source never stand in both.

use std::path::Path;

use engine::native::sentiment_analysis::{Label, assess, language_of};

const FILES: [(&str, &str); 4] = [
    ("tweets", "tweets"),
    ("amazonReviewSnippets", "product reviews"),
    ("movieReviewSnippets", "film reviews"),
    ("nytEditorialSnippets", "editorials"),
];
/// A mean rating within this of 0 is neutral.
const NEUTRAL: f64 = 0.5;
/// Where VADER's own documentation draws the line.
const OTHER_THRESHOLD: f64 = 0.05;

struct Row {
    is_held_out: bool,
    rating: f64,
    score: f64,
    label: i8,
    confidence: f64,
    is_english: bool,
    other: Option<f64>,
}

#[expect(clippy::print_stdout, reason = "an example tells what it measured")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: sentiment_accuracy FOLDER")?;
    println!("{:<34} {:>6} {:>7} {:>7} {:>7} {:>7}", "", "texts", "r", "rho", "F1", "acc.");
    let mut all = Vec::new();
    for (name, title) in FILES {
        let rows = read(Path::new(&folder), name)?;
        for (half, is_held_out) in [("fitted half", false), ("held-out half", true)] {
            let rows: Vec<&Row> = rows.iter().filter(|row| row.is_held_out == is_held_out).collect();
            tell(&format!("{title}, {half}"), &rows, |row| (row.score, row.label));
            if rows.iter().all(|row| row.other.is_some()) {
                tell("    other method", &rows, |row| {
                    let score = row.other.unwrap_or_default();
                    (score, side(score, OTHER_THRESHOLD))
                });
            }
        }
        all.extend(rows);
    }
    let held: Vec<&Row> = all.iter().filter(|row| row.is_held_out).collect();
    println!("\nheld-out halves: share of right labels by confidence");
    for tenth in 2..10_u8 {
        let low = f64::from(tenth) / 10.0;
        let rows: Vec<&&Row> = held.iter().filter(|row| (low..low + 0.1).contains(&row.confidence)).collect();
        if !rows.is_empty() {
            let right = rows.iter().filter(|row| row.label == side(row.rating, NEUTRAL)).count();
            println!("  {low:.1} to {:.1}: {:.3} of {}", low + 0.1, share(right, rows.len()), rows.len());
        }
    }
    let english = all.iter().filter(|row| row.is_english).count();
    println!("recognised as English or signs: {:.4} of {}", share(english, all.len()), all.len());
    Ok(())
}

fn read(folder: &Path, name: &str) -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let text = String::from_utf8_lossy(&std::fs::read(folder.join(format!("{name}_GroundTruth.txt")))?).into_owned();
    let other = std::fs::read_to_string(folder.join(format!("{name}.other.tsv"))).unwrap_or_default();
    let mut others = other.lines().filter_map(|line| line.split_once('\t')?.1.parse::<f64>().ok());
    let mut rows = Vec::new();
    for line in text.trim_start_matches('\u{feff}').split('\n').map(|line| line.trim_end_matches('\r')) {
        let mut cells = line.splitn(3, '\t');
        let (Some(id), Some(rating), Some(text)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let score = assess(text);
        let source = format!("{name}{}", id.split('_').next().unwrap_or_default());
        rows.push(Row {
            is_held_out: hash(&source) & 1 == 1,
            rating: rating.parse()?,
            score: score.score,
            label: match score.label {
                Label::Negative => -1,
                Label::Neutral => 0,
                Label::Positive => 1,
            },
            confidence: score.confidence,
            is_english: matches!(language_of(text).as_str(), "eng" | "zxx"),
            other: others.next(),
        });
    }
    Ok(rows)
}

#[expect(clippy::print_stdout, reason = "an example tells what it measured")]
fn tell(title: &str, rows: &[&Row], of: impl Fn(&Row) -> (f64, i8)) {
    let ratings: Vec<f64> = rows.iter().map(|row| row.rating).collect();
    let scores: Vec<f64> = rows.iter().map(|row| of(row).0).collect();
    let pairs: Vec<(i8, i8)> = rows.iter().map(|row| (side(row.rating, NEUTRAL), of(row).1)).collect();
    let right = pairs.iter().filter(|(human, own)| human == own).count();
    println!(
        "{title:<34} {:>6} {:>7.3} {:>7.3} {:>7.3} {:>7.3}",
        rows.len(),
        correlation(&ratings, &scores),
        correlation(&ranks(&ratings), &ranks(&scores)),
        macro_f1(&pairs),
        share(right, pairs.len())
    );
}

/// FNV-1a, then the finaliser of `MurmurHash3`: public domain, and the same on every machine.
fn hash(text: &str) -> u64 {
    let folded = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (folded ^ folded >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ mixed >> 33
}

fn side(value: f64, threshold: f64) -> i8 {
    if value >= threshold { 1 } else { -i8::from(value <= -threshold) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Pearson's.
#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (first, second) = (mean(one), mean(other));
    let (mut both, mut own, mut theirs) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        both += (a - first) * (b - second);
        own += (a - first).powi(2);
        theirs += (b - second).powi(2);
    }
    both / (own * theirs).sqrt()
}

/// Ranks, equal values sharing theirs: Pearson's of them is Spearman's.
#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    for group in order.chunk_by(|one, other| values[*one].total_cmp(&values[*other]).is_eq()) {
        let first = order.partition_point(|place| values[*place] < values[group[0]]);
        for place in group {
            ranks[*place] = first as f64 + group.len() as f64 / 2.0;
        }
    }
    ranks
}

/// The mean over the three labels of the harmonic mean of precision and recall.
fn macro_f1(pairs: &[(i8, i8)]) -> f64 {
    let of = |label: i8| {
        let both = pairs.iter().filter(|pair| **pair == (label, label)).count();
        let either = pairs.iter().map(|(human, own)| usize::from(*human == label) + usize::from(*own == label)).sum();
        share(2 * both, either)
    };
    (of(-1) + of(0) + of(1)) / 3.0
}

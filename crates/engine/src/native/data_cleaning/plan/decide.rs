//! From what the cells prove to a plan.
//!
//! A type needs eight of ten values (yes and no: nine); the rest keep their text and are reported. The order of day and
//! month, and the decimal mark, follow the column's own proof, then that of the file's other columns, then what is
//! usual — and where it came to that, an assumption says so.

use super::evidence::Evidence;
use super::{Column, Dates, Kind, Numbers, Plan, names};
use crate::native::data_cleaning::options::Options;
use crate::native::table::cell::date::Order;
use crate::native::table::cell::number::Mark;

/// Sentences at most about what was assumed; a table of a thousand columns would bury the reader.
const MAX_SENTENCES: usize = 60;
/// Bytes of spellings at most in a plan, which is kept in the journal.
const MAX_SPELLING_BYTES: usize = 60_000;

/// Decides for each column. `names` are those of the columns.
pub(crate) fn decide(evidence: &[Evidence], column_names: &[String], options: &Options) -> Plan {
    let shapes: Vec<Shape> = evidence.iter().zip(column_names).map(|(evidence, name)| shape(evidence, name)).collect();
    let sum = |wanted: Shape, counts: fn(&Evidence) -> [u64; 2]| {
        let columns = evidence.iter().zip(&shapes).filter(|(_, shape)| **shape == wanted);
        columns.map(|(evidence, _)| counts(evidence)).fold([0, 0], |all, own| [all[0] + own[0], all[1] + own[1]])
    };
    let file_marks = sum(Shape::Number, |evidence| evidence.numbers.proved);
    let file_orders = sum(Shape::Date, |evidence| evidence.dates.proved);
    let mut plan = Plan::default();
    let mut spelling_bytes = 0;
    for (index, (evidence, shape)) in evidence.iter().zip(shapes).enumerate() {
        let name = crate::native::data_cleaning::report::short_name(column_names, index);
        let mut say = |sentence: String| {
            if plan.assumptions.len() < MAX_SENTENCES {
                plan.assumptions.push(sentence);
            }
        };
        let kind = match shape {
            Shape::Empty => Kind::Empty,
            Shape::Text => Kind::Text,
            Shape::Identifier => {
                say(format!("{name}: its digits are identifiers, not quantities, and stay as they are."));
                Kind::Identifier
            }
            Shape::MixedCurrency => {
                let sentence = format!(
                    "amounts in {} are not comparable; the column stays text",
                    evidence.numbers.currencies.join(", ")
                );
                plan.remarks.push((index, sentence));
                Kind::Text
            }
            Shape::Boolean => Kind::Boolean,
            Shape::Number => numbers(evidence, file_marks, options, &name, &mut say),
            Shape::Date => dates(evidence, file_orders, options, &name, &mut say),
        };
        let is_free = !kind.refuses_words();
        let codes = is_free && evidence.na > 0 && evidence.codes * 10 >= evidence.values * 8 && evidence.values > 0;
        if codes {
            say(format!("{name}: NA is kept, since the column holds two-letter codes."));
        }
        let mut spellings = if kind == Kind::Text { evidence.spellings.variants(evidence.values) } else { Vec::new() };
        spelling_bytes += spellings.iter().map(|(one, other)| one.len() + other.len() + 8).sum::<usize>();
        if spelling_bytes > MAX_SPELLING_BYTES {
            spellings.clear();
        }
        let signs_are_missing = !is_free || evidence.worded * 10 >= evidence.values * 9;
        plan.columns.push(Column { kind, signs_are_missing, na_is_value: codes, spellings });
    }
    plan.remarks.truncate(MAX_SENTENCES);
    plan
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Empty,
    Text,
    Identifier,
    MixedCurrency,
    Boolean,
    Number,
    Date,
}

fn shape(evidence: &Evidence, name: &str) -> Shape {
    let (values, numbers, dates, booleans) = (evidence.values, &evidence.numbers, &evidence.dates, &evidence.booleans);
    let most = |count: u64, tenths: u64| count > 0 && count * 10 >= values * tenths;
    if values == 0 {
        return if evidence.doubtful_marks + evidence.na > 0 { Shape::Text } else { Shape::Empty };
    }
    let has_opposites = booleans.letters.iter().all(|count| *count > 0);
    if most(booleans.all, 9)
        && (booleans.words > 0 || has_opposites)
        && 2 * (booleans.words + booleans.letters.iter().sum::<u64>()) > booleans.all
    {
        return Shape::Boolean;
    }
    if most(dates.all, 8) || (names::is_date(name) && most(dates.all + dates.compact, 8)) {
        return Shape::Date;
    }
    if !most(numbers.all, 8) {
        return Shape::Text;
    }
    let is_dialled = 2 * numbers.dialled > numbers.all;
    if numbers.identifiers > 0 || is_dialled || names::is_identifier(name) {
        return Shape::Identifier;
    }
    if numbers.currencies.len() > 1 { Shape::MixedCurrency } else { Shape::Number }
}

fn numbers(evidence: &Evidence, file: [u64; 2], options: &Options, name: &str, say: &mut impl FnMut(String)) -> Kind {
    let numbers = &evidence.numbers;
    let [dots, commas] = numbers.proved;
    let (mark, is_proved) = match (options.decimal_mark, larger(numbers.proved).or_else(|| larger(file))) {
        (Some(asked), _) => (asked, true),
        (None, Some(0)) => (Mark::Dot, true),
        (None, Some(_)) => (Mark::Comma, true),
        (None, None) => (Mark::Dot, false),
    };
    if dots > 0 && commas > 0 {
        let word = if mark == Mark::Dot {
            "1.234 as a decimal and 1,234 as a thousand"
        } else {
            "1,234 as a decimal and 1.234 as a thousand"
        };
        say(format!(
            "{name}: {dots} numbers are written with a decimal point, {commas} with a decimal comma; read {word}."
        ));
    } else if !is_proved && numbers.either[1] > 0 {
        say(format!(
            "{name}: nothing proves the decimal mark; 1,234 was read as one thousand two hundred thirty-four."
        ));
    }
    let percent = numbers.percents * 2 > numbers.all;
    let place = usize::from(mark == Mark::Comma);
    let is_whole = numbers.fractions == 0 && numbers.percents == 0 && numbers.either[place] == 0;
    let unit = numbers.currencies.first().map(|currency| (*currency).to_owned());
    let read = Numbers { mark, percent, unit };
    if is_whole { Kind::Integer(read) } else { Kind::Number(read) }
}

fn dates(evidence: &Evidence, file: [u64; 2], options: &Options, name: &str, say: &mut impl FnMut(String)) -> Kind {
    let dates = &evidence.dates;
    let proof =
        larger(dates.proved).or_else(|| (dates.dotted * 2 > dates.either).then_some(0)).or_else(|| larger(file));
    let (order, reason) = match (options.date_order, proof, larger(dates.named)) {
        (Some(asked), ..) => (asked, None),
        (None, Some(0), _) => (Order::Dmy, None),
        (None, Some(_), _) => (Order::Mdy, None),
        (None, None, Some(1)) => (Order::Mdy, Some("its dates with month names put the month first")),
        (None, None, _) => {
            (Order::Dmy, Some("nothing in the file proves the order; set the option if it is month first"))
        }
    };
    let words = if order == Order::Dmy { "day first" } else { "month first" };
    let is_mixed = dates.proved.iter().all(|count| *count > 0);
    if dates.either > 0 {
        match reason {
            Some(reason) => {
                say(format!("{name}: {} dates such as 3/4/2024 were read {words}: {reason}.", dates.either));
            }
            None if is_mixed => say(format!(
                "{name}: {} dates prove day first, {} month first; \
                 {} that prove neither were read {words} and are listed as issues.",
                dates.proved[0], dates.proved[1], dates.either
            )),
            None => {}
        }
    }
    let read = Dates { order, is_mixed, compact: names::is_date(name) };
    if dates.timed > 0 { Kind::Datetime(read) } else { Kind::Date(read) }
}

/// The place of the larger count; of two equal ones above zero, the first.
fn larger(counts: [u64; 2]) -> Option<usize> {
    match counts {
        [0, 0] => None,
        [first, second] => Some(usize::from(second > first)),
    }
}

#[cfg(test)]
mod tests;

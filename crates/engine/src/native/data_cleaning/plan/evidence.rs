//! What the cells of a column prove, counted in one pass.

use super::categories::Spellings;
use crate::native::table::cell::date::{Day, Form as DateForm, Order};
use crate::native::table::cell::missing::{self, Strength};
use crate::native::table::cell::number::{Form as NumberForm, Mark, Proof};
use crate::native::table::cell::{boolean, boolean::Sureness};

/// Counts of a column's tidied cells. Marks for "no value" that only some columns have are outside
/// [`Evidence::values`], so that emptying them changes no share and a cleaned table is judged as it was.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Cells with a value, marks of any strength left out.
    pub(crate) values: u64,
    /// Marks that can also be values.
    pub(crate) doubtful_marks: u64,
    /// `NA`.
    pub(crate) na: u64,
    /// Values with a letter or a digit.
    pub(crate) worded: u64,
    /// Values of two capital letters.
    pub(crate) codes: u64,
    /// Spellings of the values, while there are few.
    pub(crate) spellings: Spellings,
    /// As yes and no.
    pub(crate) booleans: Booleans,
    /// As numbers.
    pub(crate) numbers: Numbers,
    /// As dates.
    pub(crate) dates: Dates,
}

/// Counts of yes and no.
#[derive(Debug, Default)]
pub(crate) struct Booleans {
    /// Words, letters and digits.
    pub(crate) all: u64,
    /// Words.
    pub(crate) words: u64,
    /// Letters for yes, and for no.
    pub(crate) letters: [u64; 2],
}

/// Counts of numbers.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// All of them.
    pub(crate) all: u64,
    /// Which prove a dot, and a comma.
    pub(crate) proved: [u64; 2],
    /// `1.234`, and `1,234`.
    pub(crate) either: [u64; 2],
    /// Whose fraction is proved.
    pub(crate) fractions: u64,
    /// Percentages.
    pub(crate) percents: u64,
    /// Digits that a number would lose.
    pub(crate) identifiers: u64,
    /// With `+` and eight digits or more.
    pub(crate) dialled: u64,
    /// The currencies, each once.
    pub(crate) currencies: Vec<&'static str>,
}

/// Counts of dates.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    /// All but compact ones.
    pub(crate) all: u64,
    /// Eight digits.
    pub(crate) compact: u64,
    /// Which prove day first, and month first.
    pub(crate) proved: [u64; 2],
    /// Which prove nothing.
    pub(crate) either: u64,
    /// With a month's name, day first, and month first.
    pub(crate) named: [u64; 2],
    /// Proving nothing, with `.` between.
    pub(crate) dotted: u64,
    /// With a time other than midnight.
    pub(crate) timed: u64,
}

impl Evidence {
    /// Counts one tidied cell.
    pub(crate) fn add(&mut self, text: &str, extra_marks: &[String]) {
        if text.is_empty() || (!extra_marks.is_empty() && extra_marks.contains(&text.to_lowercase())) {
            return;
        }
        match missing::strength(text) {
            Some(Strength::Sure) => return,
            Some(Strength::Code) => {
                self.na += 1;
                return;
            }
            Some(Strength::Sign | Strength::Word) => {
                self.doubtful_marks += 1;
                return;
            }
            None => {}
        }
        self.values += 1;
        self.worded += u64::from(text.chars().any(char::is_alphanumeric));
        self.codes += u64::from(text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()));
        self.spellings.add(text);
        match boolean::read(text) {
            Some((_, Sureness::Word)) => (self.booleans.all += 1, self.booleans.words += 1).1,
            Some((yes, Sureness::Letter)) => (self.booleans.all += 1, self.booleans.letters[usize::from(!yes)] += 1).1,
            Some((_, Sureness::Digit)) => self.booleans.all += 1,
            None => {}
        }
        if let Some(number) = NumberForm::read(text) {
            self.numbers.add(text, &number);
        }
        if let Some(date) = DateForm::read(text) {
            self.dates.add(text, &date);
        }
    }
}

impl Numbers {
    fn add(&mut self, text: &str, number: &NumberForm<'_>) {
        let place = |mark: Mark| usize::from(mark == Mark::Comma);
        self.all += 1;
        match number.proof {
            Proof::None => {}
            Proof::Mark(mark) => {
                self.proved[place(mark)] += 1;
                self.fractions += u64::from(number.has_fraction(mark));
            }
            Proof::Either(mark) => self.either[place(mark)] += 1,
        }
        self.fractions += u64::from(number.scientific);
        self.percents += u64::from(number.percent);
        self.identifiers += u64::from(NumberForm::is_identifier(text));
        self.dialled += u64::from(text.starts_with('+') && text.bytes().filter(u8::is_ascii_digit).count() >= 8);
        if let Some(currency) = number.currency.filter(|currency| !self.currencies.contains(currency)) {
            self.currencies.push(currency);
        }
    }
}

impl Dates {
    fn add(&mut self, text: &str, date: &DateForm) {
        let place = |order: Order| usize::from(order == Order::Mdy);
        if matches!(date.day, Day::Compact(_)) && date.clock.is_none() {
            self.compact += 1;
            return;
        }
        self.all += 1;
        match date.day {
            Day::Sure(_) | Day::Compact(_) => {}
            Day::Named(_, order) => self.named[place(order)] += 1,
            Day::Proves(_, order) => self.proved[place(order)] += 1,
            Day::Either(..) => {
                self.either += 1;
                self.dotted += u64::from(text.bytes().take(3).any(|byte| byte == b'.'));
            }
        }
        self.timed += u64::from(date.clock.as_ref().is_some_and(|clock| !clock.is_midnight));
    }
}

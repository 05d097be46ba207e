//! What the customer asked for.

use domain::input::Values;
use serde::Serialize;
use serde_json::Value;

use super::calendar::Grain;
use super::method::Method;
use crate::native::data_cleaning::options::Options as Reading;
use crate::native::table::cell::date::Order;

/// Periods ahead at most.
pub(crate) const MAX_HORIZON: usize = 400;

/// What the customer asked for. Part of the inputs of each step that depends on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Options {
    /// The name or the number of the column with dates; found by itself if absent.
    pub(crate) date_column: Option<String>,
    /// That of the column with values.
    pub(crate) value_column: Option<String>,
    /// That of the column with names of series, or `none`.
    pub(crate) series_column: Option<String>,
    /// Found by itself if absent.
    pub(crate) grain: Option<Grain>,
    /// Periods ahead; by the grain if absent.
    pub(crate) horizon: Option<usize>,
    /// What becomes of several rows of one period.
    pub(crate) combine: Combine,
    /// What a period without a row means.
    pub(crate) gaps: Gaps,
    /// Days that stand out, as they were typed.
    pub(crate) holidays: String,
    /// Of a hundred values ahead, how many the interval is to hold.
    pub(crate) level: u8,
    /// The one method to use; chosen by back-test if absent.
    pub(crate) method: Option<Method>,
    /// How the cells are read: the readers of `data-cleaning`.
    pub(crate) reading: Reading,
}

/// What becomes of several rows of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Combine {
    /// They are added up.
    Sum,
    /// Their mean counts.
    Mean,
    /// The last one counts.
    Last,
}

impl Combine {
    /// The word in options and outputs.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Last => "last",
        }
    }
}

/// What a period without a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Gaps {
    /// Nobody knows the value; it is filled in for the methods and counted as nobody's error.
    Unknown,
    /// Nothing was sold.
    Zero,
}

impl Options {
    /// From checked values.
    pub(crate) fn read(values: &Values) -> Self {
        let text = |name: &str| {
            let text = values.get(name).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !text.is_empty() && *text != "auto").map(str::to_owned)
        };
        let horizon = values.get("horizon").and_then(Value::as_f64);
        let reading = Reading { guard_formulas: false, remove_duplicates: false, ..Reading::read(values) };
        Self {
            date_column: text("date_column"),
            value_column: text("value_column"),
            series_column: text("series_column"),
            grain: text("grain").and_then(|word| Grain::named(&word)),
            horizon: horizon.and_then(|asked| (1..=MAX_HORIZON).find(|own| super::number::float(*own) >= asked)),
            combine: match text("combine").as_deref() {
                Some("mean") => Combine::Mean,
                Some("last") => Combine::Last,
                _ => Combine::Sum,
            },
            gaps: if text("gaps").as_deref() == Some("zero") { Gaps::Zero } else { Gaps::Unknown },
            holidays: text("holidays").unwrap_or_default(),
            level: match text("level").as_deref() {
                Some("90") => 90,
                Some("95") => 95,
                _ => 80,
            },
            method: text("method").and_then(|word| Method::named(&word)),
            reading,
        }
    }

    /// What decides how the table is read: what only later steps look at is always the same in it.
    pub(crate) fn of_table(&self) -> impl Serialize + '_ {
        (&self.date_column, &self.value_column, &self.series_column, &self.reading)
    }

    /// What decides how rows are series, likewise.
    pub(crate) fn of_series(&self) -> Self {
        Self { horizon: None, level: 0, method: None, ..self.clone() }
    }

    /// The order of day and month where a date proves none.
    pub(crate) fn order(&self) -> Order {
        self.reading.date_order.unwrap_or(Order::Dmy)
    }
}

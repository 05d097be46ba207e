//! What is to be done with each column: decided once, recorded, and followed by every later step.

pub(crate) mod categories;
pub(crate) mod decide;
pub(crate) mod evidence;
pub(crate) mod names;

use serde::{Deserialize, Serialize};

use crate::native::table::cell::date::Order;
use crate::native::table::cell::number::Mark;

/// What is to be done with the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// For each column.
    pub(crate) columns: Vec<Column>,
    /// What was decided without proof, in sentences.
    pub(crate) assumptions: Vec<String>,
    /// What concerns a whole column: the column and a sentence.
    pub(crate) remarks: Vec<(usize, String)>,
}

/// What is to be done with a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Column {
    /// Its type.
    #[serde(rename = "k")]
    pub(crate) kind: Kind,
    /// Whether signs alone (`-`, `?`) stand for no value.
    #[serde(rename = "s", default, skip_serializing_if = "is_false")]
    pub(crate) signs_are_missing: bool,
    /// Whether `NA` is a value.
    #[serde(rename = "n", default, skip_serializing_if = "is_false")]
    pub(crate) na_is_value: bool,
    /// Spellings and the ones they become.
    #[serde(rename = "v", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) spellings: Vec<(String, String)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The type of a column, with what its cells are read by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// No cell has a value.
    #[default]
    Empty,
    /// Anything.
    Text,
    /// Digits that are a name, not a quantity: kept as they are.
    Identifier,
    /// Yes and no.
    Boolean,
    /// Whole numbers.
    Integer(Numbers),
    /// Numbers.
    Number(Numbers),
    /// Days.
    Date(Dates),
    /// Days with a time.
    Datetime(Dates),
}

/// How the numbers of a column are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Numbers {
    /// The decimal mark where a number proves none.
    #[serde(rename = "m")]
    pub(crate) mark: Mark,
    /// Whether most are percentages, so that a bare number is odd.
    #[serde(rename = "p", default, skip_serializing_if = "is_false")]
    pub(crate) percent: bool,
    /// The one currency that is written with them.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
}

/// How the dates of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dates {
    /// The order where a date proves none.
    #[serde(rename = "o")]
    pub(crate) order: Order,
    /// Whether dates of both orders stand in the column, so that one which proves none is doubtful.
    #[serde(rename = "x", default, skip_serializing_if = "is_false")]
    pub(crate) is_mixed: bool,
    /// Whether eight digits are a date.
    #[serde(rename = "c", default, skip_serializing_if = "is_false")]
    pub(crate) compact: bool,
}

impl Kind {
    /// The word in the output.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Text | Self::Identifier => "text",
            Self::Boolean => "boolean",
            Self::Integer(_) => "integer",
            Self::Number(_) => "number",
            Self::Date(_) => "date",
            Self::Datetime(_) => "datetime",
        }
    }

    /// Whether a word such as `none` cannot be a value of it.
    pub(crate) const fn refuses_words(&self) -> bool {
        !matches!(self, Self::Text | Self::Identifier | Self::Empty)
    }
}

//! What is flagged and left as it is: for a person to decide.

macro_rules! issues {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $title:literal;)*) => {
        /// Why something is flagged.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Issue { $($(#[$doc])* $name,)* }

        impl Issue {
            /// All of them, in the order in which they are listed.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in the file and in the output.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What a person reads.
            pub(crate) const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

issues! {
    /// Far from the other values of the column.
    Outlier = "outlier", "Outliers";
    /// Nearly equal to an earlier row.
    NearDuplicate = "near_duplicate", "Near-duplicate rows";
    /// Equal to an earlier row, which was to be kept.
    Duplicate = "duplicate", "Duplicate rows";
    /// No number in a column of numbers.
    NotANumber = "not_a_number", "Cells that are no number";
    /// No date in a column of dates.
    NotADate = "not_a_date", "Cells that are no date";
    /// Neither yes nor no in such a column.
    NotABoolean = "not_a_boolean", "Cells that are neither yes nor no";
    /// Day and month could be the other way round.
    AmbiguousDate = "ambiguous_date", "Dates that can be read two ways";
    /// No `%` in a column of percentages.
    BarePercentage = "bare_percentage", "Bare numbers among percentages";
    /// A spelling of a more frequent value.
    SpellingVariant = "spelling_variant", "Spellings that differ in case";
    /// Bytes that could not be read.
    UnreadableCharacter = "unreadable_character", "Cells with unreadable characters";
    /// More cells than columns.
    RaggedRow = "ragged_row", "Rows with surplus cells";
    /// A quote that opens and never closes.
    UnclosedQuote = "unclosed_quote", "Quotes that never close";
    /// Rows above the header.
    Preamble = "preamble", "Lines above the header left out";
    /// A remark about a whole column.
    Column = "column", "Remarks about columns";
}

/// How often each was flagged.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Flags(Vec<u64>);

impl Default for Flags {
    fn default() -> Self {
        Self(vec![0; Issue::ALL.len()])
    }
}

impl Flags {
    /// Counts one.
    pub(crate) fn add(&mut self, issue: Issue) {
        if let Some(place) = self.0.get_mut(issue as usize) {
            *place += 1;
        }
    }

    /// How often.
    pub(crate) fn count(&self, issue: Issue) -> u64 {
        self.0.get(issue as usize).copied().unwrap_or_default()
    }

    /// All together.
    pub(crate) fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

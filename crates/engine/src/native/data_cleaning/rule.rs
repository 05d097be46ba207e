//! The rules by which anything is changed: each entry of the log names one or more of them.

use std::ops::Index;

use crate::native::table::cell::space::Mended;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $title:literal;)*) => {
        /// Why something was changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Rule { $($(#[$doc])* $name,)* }

        impl Rule {
            /// All of them, in the order in which they are listed.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in the log and in the output.
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

rules! {
    /// Space trimmed or collapsed.
    Whitespace = "whitespace", "Extra space removed";
    /// Control and zero-width characters taken.
    InvisibleCharacters = "invisible_characters", "Invisible characters removed";
    /// UTF-8 that was read as Windows-1252 is read again.
    Mojibake = "mojibake", "Broken accents repaired";
    /// A mark for "no value" emptied.
    MissingMarker = "missing_marker", "Missing-value marks emptied";
    /// A date in ISO 8601.
    Date = "date", "Dates to ISO 8601";
    /// A number in plain notation.
    Number = "number", "Numbers to plain notation";
    /// A percentage as a share.
    Percent = "percent", "Percentages to shares";
    /// `true` or `false`.
    Boolean = "boolean", "Yes and no to true and false";
    /// The most frequent spelling of a category.
    Category = "category", "Category spellings unified";
    /// A sign before what would be a formula.
    FormulaGuard = "formula_guard", "Formulas made harmless";
    /// A column's name repaired.
    ColumnName = "column_name", "Column names repaired";
    /// A row with too few cells filled up.
    ShortRow = "short_row", "Short rows filled up";
    /// Cells beyond the last column moved into a column of their own, or dropped when empty.
    SurplusCells = "surplus_cells", "Surplus cells moved or dropped";
    /// A row without any value removed.
    EmptyRow = "empty_row", "Empty rows removed";
    /// A row equal to an earlier one removed.
    DuplicateRow = "duplicate_row", "Duplicate rows removed";
    /// A row nearly equal to an earlier one removed, because that was asked for.
    NearDuplicateRow = "near_duplicate_row", "Near-duplicate rows removed";
}

/// A set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules(u32);

impl From<Mended> for Rules {
    fn from(mended: Mended) -> Self {
        let parts = [
            (mended.accents, Rule::Mojibake),
            (mended.invisible, Rule::InvisibleCharacters),
            (mended.space, Rule::Whitespace),
        ];
        parts.into_iter().filter(|(was, _)| *was).fold(Self::NONE, |rules, (_, rule)| rules.with(rule))
    }
}

impl Rules {
    /// No rule.
    pub(crate) const NONE: Self = Self(0);

    /// With one more.
    pub(crate) const fn with(self, rule: Rule) -> Self {
        Self(self.0 | 1 << rule as u8)
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order of [`Rule::ALL`].
    pub(crate) fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(move |rule| self.0 & (1 << *rule as u8) != 0)
    }

    /// The words, joined by `+`.
    pub(crate) fn words(self) -> String {
        self.iter().map(Rule::as_str).collect::<Vec<_>>().join("+")
    }
}

/// How often each rule was applied.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Tally(Vec<u64>);

impl Default for Tally {
    fn default() -> Self {
        Self(vec![0; Rule::ALL.len()])
    }
}

impl Tally {
    /// Counts `count` uses.
    pub(crate) fn add(&mut self, rule: Rule, count: u64) {
        if let Some(place) = self.0.get_mut(rule as usize) {
            *place += count;
        }
    }

    /// Counts each rule of a change.
    pub(crate) fn add_all(&mut self, rules: Rules) {
        for rule in rules.iter() {
            self.add(rule, 1);
        }
    }
}

impl Index<Rule> for Tally {
    type Output = u64;

    fn index(&self, rule: Rule) -> &u64 {
        self.0.get(rule as usize).unwrap_or(&0)
    }
}

//! Cleaning one cell as its column's plan says.

use std::borrow::Cow;
use std::collections::HashMap;

use super::issue::Issue;
use super::options::Options;
use super::plan::{Column, Dates, Kind, Numbers, Plan};
use super::rule::{Rule, Rules};
use crate::native::table::Table;
use crate::native::table::cell::date::{Day, Form as DateForm};
use crate::native::table::cell::missing::{self, Strength};
use crate::native::table::cell::number::Form as NumberForm;
use crate::native::table::cell::{boolean, formula, space};

/// A cleaned cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'t> {
    /// As it will be written.
    pub(crate) text: Cow<'t, str>,
    /// What was done; nothing if the text is the one that was there.
    pub(crate) rules: Rules,
    /// What a person should look at.
    pub(crate) issue: Option<Issue>,
}

/// Cleans the cells of a table. Pure: a cell has the same result whenever it is asked for.
#[derive(Debug)]
pub(crate) struct Cleaner<'p> {
    table: &'p Table,
    plan: &'p Plan,
    options: &'p Options,
    spellings: Vec<HashMap<&'p str, &'p str>>,
}

impl<'p> Cleaner<'p> {
    /// For the cells of `table`.
    pub(crate) fn new(table: &'p Table, plan: &'p Plan, options: &'p Options) -> Self {
        let map =
            |column: &'p Column| column.spellings.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
        Self { table, plan, options, spellings: plan.columns.iter().map(map).collect() }
    }

    /// The table.
    pub(crate) fn table(&self) -> &'p Table {
        self.table
    }

    /// The plan.
    pub(crate) fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The options.
    pub(crate) fn options(&self) -> &'p Options {
        self.options
    }

    /// The cell of a data row.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Cell<'p> {
        let raw = self.table.cell(row, column);
        if raw.is_empty() {
            return Cell { text: raw, rules: Rules::NONE, issue: None };
        }
        self.clean(column, raw)
    }

    fn clean<'t>(&self, column: usize, raw: Cow<'t, str>) -> Cell<'t> {
        let plan = &self.plan.columns[column];
        let (text, mended) = space::tidy(raw);
        let rules = Rules::from(mended);
        if text.is_empty() {
            return Cell { text, rules, issue: None };
        }
        if self.is_missing(plan, &text) {
            return Cell { text: Cow::Borrowed(""), rules: rules.with(Rule::MissingMarker), issue: None };
        }
        let read = match &plan.kind {
            Kind::Integer(numbers) | Kind::Number(numbers) => read_number(&text, numbers),
            Kind::Date(dates) => read_date(&text, *dates, true),
            Kind::Datetime(dates) => read_date(&text, *dates, false),
            Kind::Boolean => read_boolean(&text),
            Kind::Text => self.read_text(column, &text),
            Kind::Identifier | Kind::Empty => Read::Same,
        };
        let mut cell = Cell { text, rules, issue: None };
        match read {
            Read::Same => {}
            Read::Flagged(issue) => cell.issue = Some(issue),
            Read::Written(written, rule, issue) => {
                cell.issue = issue;
                if written != cell.text {
                    cell.text = Cow::Owned(written);
                    cell.rules = cell.rules.with(rule);
                }
            }
        }
        if self.options.guard_formulas && formula::is_formula(&cell.text) {
            cell.text = Cow::Owned(format!("'{}", cell.text));
            cell.rules = cell.rules.with(Rule::FormulaGuard);
        }
        if cell.issue.is_none() && !cell.text.is_ascii() && cell.text.contains('\u{fffd}') {
            cell.issue = Some(Issue::UnreadableCharacter);
        }
        cell
    }

    fn is_missing(&self, plan: &Column, text: &str) -> bool {
        let extra = &self.options.missing_markers;
        if !extra.is_empty() && extra.contains(&text.to_lowercase()) {
            return true;
        }
        match missing::strength(text) {
            None => false,
            Some(Strength::Sure) => true,
            Some(Strength::Code) => !plan.na_is_value,
            Some(Strength::Sign) => plan.signs_are_missing,
            Some(Strength::Word) => plan.kind.refuses_words(),
        }
    }

    fn read_text(&self, column: usize, text: &str) -> Read {
        match self.spellings[column].get(text) {
            Some(chosen) if self.options.unify_categories => Read::Written((*chosen).to_owned(), Rule::Category, None),
            Some(_) => Read::Flagged(Issue::SpellingVariant),
            None => Read::Same,
        }
    }
}

enum Read {
    Same,
    Flagged(Issue),
    Written(String, Rule, Option<Issue>),
}

fn read_number(text: &str, numbers: &Numbers) -> Read {
    if !numbers.percent && NumberForm::is_plain(text) {
        return Read::Same;
    }
    let Some(form) = NumberForm::read(text) else {
        return Read::Flagged(Issue::NotANumber);
    };
    let rule = if form.percent { Rule::Percent } else { Rule::Number };
    let issue = (numbers.percent && !form.percent).then_some(Issue::BarePercentage);
    Read::Written(form.plain(numbers.mark), rule, issue)
}

fn read_date(text: &str, dates: Dates, drop_clock: bool) -> Read {
    let form = DateForm::read(text)
        .filter(|form| dates.compact || form.clock.is_some() || !matches!(form.day, Day::Compact(_)));
    let Some(form) = form else {
        return Read::Flagged(Issue::NotADate);
    };
    let issue = (dates.is_mixed && matches!(form.day, Day::Either(..))).then_some(Issue::AmbiguousDate);
    Read::Written(form.iso(dates.order, drop_clock), Rule::Date, issue)
}

fn read_boolean(text: &str) -> Read {
    match boolean::read(text) {
        Some((yes, _)) => Read::Written(if yes { "true" } else { "false" }.to_owned(), Rule::Boolean, None),
        None => Read::Flagged(Issue::NotABoolean),
    }
}

#[cfg(test)]
mod tests;

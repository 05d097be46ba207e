//! Which charts there are.

use super::{Report, short_name};
use crate::context::NewArtifact;
use crate::native::chart::bars;
use crate::native::data_cleaning::histogram;
use crate::native::data_cleaning::outliers::Fence;

/// The column whose values are worth a look: the one with most outliers.
pub(crate) fn most_outliers(fences: &[Fence]) -> Option<&Fence> {
    fences.iter().max_by_key(|fence| (fence.outliers, std::cmp::Reverse(fence.column)))
}

/// The charts: of the rules if any was used, of missing values if there are any, of outliers if `values` are given.
pub(crate) fn charts(report: &Report<'_>, values: Option<(&Fence, Vec<f64>)>) -> Vec<NewArtifact> {
    let mut charts = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| {
        charts.push(NewArtifact::svg(name, bytes));
    };
    let rules: Vec<(String, u64)> =
        report.stats.rules().map(|(rule, count)| (rule.title().to_owned(), count)).collect();
    if !rules.is_empty() {
        add("changes-by-rule.svg", bars::draw("Changes by rule", "number of changes", &rules));
    }
    let missing = report.stats.missing.iter().enumerate().filter(|(_, count)| **count > 0);
    let missing: Vec<(String, u64)> =
        missing.map(|(column, count)| (short_name(report.names, column), *count)).collect();
    if !missing.is_empty() {
        add("missing-by-column.svg", bars::draw("Missing values by column", "number of empty cells", &missing));
    }
    if let Some((fence, values)) = values {
        add("outliers.svg", histogram::draw(&short_name(report.names, fence.column), &values, fence));
    }
    charts
}

//! The output: what a program reads. Its schema is in the agent's manifest.

use serde_json::{Map, Value, json};

use super::{Report, short_name};
use crate::native::data_cleaning::issue::Issue;
use crate::native::data_cleaning::plan::Kind;
use crate::native::data_cleaning::rule::Rule;
use crate::native::table::cell::date::Order;
use crate::native::table::cell::number::Mark;

/// The output.
pub(crate) fn output(report: &Report<'_>) -> Value {
    let Report { dialect, stats, plan, .. } = report;
    let columns: Vec<Value> = (0..plan.columns.len()).map(|column| self::column(report, column)).collect();
    let changes: Map<String, Value> =
        Rule::ALL.iter().map(|rule| (rule.as_str().to_owned(), stats.tally[*rule].into())).collect();
    let issues: Map<String, Value> =
        Issue::ALL.iter().map(|issue| (issue.as_str().to_owned(), stats.flags.count(*issue).into())).collect();
    json!({
        "rows_in": dialect.rows,
        "rows_out": stats.rows_out,
        "cells_changed": stats.cells_changed,
        "missing": report.all_missing(),
        "outliers": report.all_outliers(),
        "columns": columns,
        "dialect": {
            "encoding": dialect.encoding,
            "byte_order_mark": dialect.bom_length > 0,
            "delimiter": dialect.delimiter_name(),
            "quote": if dialect.single_quotes { "'" } else { "\"" },
            "header": dialect.header,
            "lines_above_header": dialect.preamble,
            "newline": dialect.newline,
        },
        "changes": changes,
        "duplicates": {
            "exact": report.exact,
            "exact_removed": report.removed_exact,
            "near": report.near,
            "near_removed": report.removed_near,
        },
        "issues": issues,
        "assumptions": report.assumptions(),
    })
}

fn column(report: &Report<'_>, column: usize) -> Value {
    let Report { stats, plan, names, .. } = report;
    let kind = &plan.columns[column].kind;
    let mut told = json!({
        "name": short_name(names, column),
        "type": kind.as_str(),
        "missing": stats.missing[column],
        "changed": stats.changed[column],
        "outliers": report.outliers(column),
        "issues": stats.flagged[column],
    });
    match kind {
        Kind::Integer(numbers) | Kind::Number(numbers) => {
            told["decimal_mark"] = json!(if numbers.mark == Mark::Dot { "dot" } else { "comma" });
            if let Some(unit) = &numbers.unit {
                told["unit"] = json!(unit);
            }
            if numbers.percent {
                told["was_percent"] = json!(true);
            }
        }
        Kind::Date(dates) | Kind::Datetime(dates) => {
            told["date_order"] = json!(if dates.order == Order::Dmy { "dmy" } else { "mdy" });
        }
        Kind::Identifier => told["identifier"] = json!(true),
        Kind::Empty | Kind::Text | Kind::Boolean => {}
    }
    if let Some(fence) = report.fences.iter().find(|fence| fence.column == column) {
        told["outlier_range"] = json!({"low": fence.low, "high": fence.high, "method": fence.method});
    }
    told
}

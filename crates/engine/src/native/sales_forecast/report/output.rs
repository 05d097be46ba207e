//! The output: what a program reads. Its schema is in the agent's manifest.

use serde_json::{Value, json};

use super::summary::{Line, Short, Summary, Told};
use crate::native::sales_forecast::backtest::Score;
use crate::native::sales_forecast::number::rounded;

/// The output.
pub(crate) fn output(summary: &Summary) -> Value {
    let counts = &summary.counts;
    let name = |place: usize| summary.series.get(place).map(|line| named(summary, line));
    let point = |told: &Told| {
        let [value, low, high] = told.value;
        json!({"series": name(told.series), "period": told.period, "value": value, "low": low, "high": high})
    };
    json!({
        "grain": summary.grain.as_str(),
        "date_column": summary.date_column,
        "value_column": summary.value_column,
        "series_column": summary.series_column,
        "combine": summary.combine,
        "rows": counts.rows,
        "rows_used": counts.used,
        "rows_undated": counts.undated,
        "rows_without_value": counts.empty,
        "rows_unreadable": counts.unread,
        "horizon": summary.horizon,
        "level": summary.level,
        "series": summary.series.iter().map(|line| series(summary, line)).collect::<Vec<Value>>(),
        "forecast": summary.points.iter().map(point).collect::<Vec<Value>>(),
        "forecast_in_all": summary.points_in_all,
        "special_days": summary.effects.iter().map(|(place, effect)| json!({
            "series": name(*place),
            "name": effect.name,
            "seen": effect.past,
            "ahead": effect.ahead,
            "factor": (effect.is_factor && effect.past > 0).then_some(effect.size),
            "difference": (!effect.is_factor && effect.past > 0).then_some(effect.size),
        })).collect::<Vec<Value>>(),
        "assumptions": summary.assumptions,
    })
}

fn named(summary: &Summary, line: &Line) -> Option<String> {
    summary.series_column.is_some().then(|| line.name.clone())
}

fn series(summary: &Summary, line: &Line) -> Value {
    let short = line.forecast.as_ref();
    let score = |pick: fn(&Short) -> &Score| short.map(pick);
    let chosen = score(|short| &short.chosen);
    let methods: Vec<Value> =
        short.iter().flat_map(|short| std::iter::once(&short.chosen).chain(&short.others)).map(method).collect();
    json!({
        "name": named(summary, line),
        "from": line.span.0,
        "to": line.span.1,
        "periods": line.periods,
        "gaps": line.gaps,
        "method": chosen.map(|score| score.candidate.method.as_str()),
        "season": chosen.map(|score| score.candidate.season),
        "mase": chosen.and_then(|score| score.mase).map(rounded),
        "smape": chosen.map(|score| rounded(score.smape)),
        "repeating_smape": short.and_then(|short| short.reference.as_ref()).map(|score| rounded(score.smape)),
        "origins": short.map(|short| short.tested.0),
        "total": short.filter(|_| summary.adds_up).map(|short| short.ahead.0),
        "mean": short.map(|short| short.ahead.1),
        "change_percent": short.and_then(|short| short.change),
        "methods": methods,
        "code": line.refusal.as_ref().map(|(code, _)| code),
        "reason": line.refusal.as_ref().map(|(_, reason)| reason),
    })
}

fn method(score: &Score) -> Value {
    json!({
        "method": score.candidate.method.as_str(),
        "season": score.candidate.season,
        "mase": score.mase.map(rounded),
        "smape": rounded(score.smape),
    })
}

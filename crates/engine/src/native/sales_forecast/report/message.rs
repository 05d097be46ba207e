//! What the agent says at the end, in plain words.

use std::fmt::Write as _;

use super::summary::{Line, Short, Summary, name};
use super::words::{figure, percent};
use crate::native::markdown::{counted, escape, grouped};
use crate::native::sales_forecast::calendar::Grain;
use crate::native::sales_forecast::holiday::Effect;

/// Values ahead, and series, in the message; the files have all.
const MAX_POINTS: usize = 14;
const MAX_SERIES: usize = 20;

/// The message.
pub(crate) fn message(summary: &Summary) -> String {
    let mut text = match summary.only() {
        Some(line) => one(summary, line),
        None => many(summary),
    };
    let effects: Vec<String> =
        summary.effects.iter().filter_map(|(place, effect)| day(summary, *place, effect)).take(12).collect();
    if !effects.is_empty() {
        text.push_str("\n**Special days**\n\n");
        for effect in effects {
            let _ = writeln!(text, "- {effect}");
        }
    }
    if !summary.assumptions.is_empty() {
        text.push_str("\n**Please check what was assumed**\n\n");
        for assumption in &summary.assumptions {
            let _ = writeln!(text, "- {}", escape(assumption));
        }
    }
    text.push_str("\n**forecast.csv** has every value with its interval, **backtest.csv** how each method did.");
    text
}

/// Of one series.
fn one(summary: &Summary, line: &Line) -> String {
    let Some(short) = &line.forecast else {
        return String::new();
    };
    let value = escape(&summary.value_column);
    let (first, last) = (&line.ahead_span.0, &line.ahead_span.1);
    let noun = summary.grain.as_str();
    let span = if summary.horizon == 1 { first.clone() } else { format!("{first} to {last}") };
    let mut text = if summary.adds_up {
        format!("**{value}: {} expected in all, {span}{}.**\n\n", figure(short.ahead.0), change(summary, short))
    } else {
        format!("**{value}: {} expected on average, {span}{}.**\n\n", figure(short.ahead.1), change(summary, short))
    };
    let _ = writeln!(
        text,
        "- Learned from {} by {noun}, {} to {}.",
        counted(line.periods as u64, "value"),
        line.span.0,
        line.span.1
    );
    how(&mut text, short, noun);
    season(&mut text, short);
    let shown = &summary.points[..summary.points.len().min(MAX_POINTS)];
    let _ = writeln!(text, "\n| {} | Expected | At least | At most |\n|---|---:|---:|---:|", title(summary.grain));
    for told in shown {
        let [value, low, high] = told.value.map(figure);
        let _ = writeln!(text, "| {} | {value} | {low} | {high} |", told.period);
    }
    if summary.points_in_all > shown.len() {
        let _ = writeln!(
            text,
            "\n… and {} more in forecast.csv.",
            counted((summary.points_in_all - shown.len()) as u64, noun)
        );
    }
    let _ = writeln!(
        text,
        "\n*At least* and *at most* are as far apart as the errors of the back-test: about {} of 100 values should lie between \
         them if the future is like the past.",
        summary.level
    );
    text
}

/// How much more or less that is than before, in words.
fn change(summary: &Summary, short: &Short) -> String {
    let Some(change) = short.change else {
        return String::new();
    };
    let periods = if summary.horizon == 1 {
        summary.grain.as_str().to_owned()
    } else {
        format!("{} {}s", summary.horizon, summary.grain.as_str())
    };
    // With a season the same places are compared, which need not be the periods just before.
    let than = if short.shift == summary.horizon {
        format!("the {periods} before")
    } else {
        format!("the {periods} that lie {} earlier", counted(short.shift as u64, summary.grain.as_str()))
    };
    match change {
        change if change.abs() < 0.05 => format!(", as much as in {than}"),
        change if change > 0.0 => format!(", {} more than in {than}", percent(change)),
        change => format!(", {} less than in {than}", percent(-change)),
    }
}

fn how(text: &mut String, short: &Short, noun: &str) {
    let chosen = &short.chosen;
    if short.is_constant {
        let _ = writeln!(text, "- All values are the same, so the same is expected; nothing can be said about errors.");
        return;
    }
    let (origins, ahead) = short.tested;
    let _ = writeln!(
        text,
        "- Method: **{}**. Tried at {} of the past, up to {} ahead, it was off by {} on average (sMAPE).",
        chosen.candidate.method.title(),
        counted(origins as u64, "point"),
        counted(ahead as u64, noun),
        percent(chosen.smape)
    );
    if let Some(reference) = short.reference.as_ref().filter(|reference| reference.candidate != chosen.candidate) {
        let word = if reference.candidate.season > 1 { "last season's values" } else { "the last value" };
        let _ = writeln!(text, "- Only repeating {word} would have been off by {}.", percent(reference.smape));
    }
    if chosen.smape > 50.0 {
        let _ = writeln!(text, "- **That is far off: take the interval seriously, and the middle of it lightly.**");
    }
}

fn season(text: &mut String, short: &Short) {
    let Some(seasonal) = &short.seasonal else { return };
    let told = |(place, size): &(String, f64)| {
        let side = if *size < 0.0 { "below" } else { "above" };
        let size = if seasonal.is_percent { percent(size.abs()) } else { figure(size.abs()) };
        format!("{place} ({size} {side} the average)")
    };
    let _ = writeln!(text, "- Strongest is {}, weakest {}.", told(&seasonal.high), told(&seasonal.low));
}

/// Of several series.
fn many(summary: &Summary) -> String {
    let forecast: Vec<(&Line, &Short)> =
        summary.series.iter().filter_map(|line| Some((line, line.forecast.as_ref()?))).collect();
    let noun = summary.grain.as_str();
    let mut text = format!(
        "**{} of {} series forecast, {} ahead.**",
        grouped(forecast.len() as u64),
        grouped(summary.series.len() as u64),
        counted(summary.horizon as u64, noun)
    );
    if summary.adds_up {
        let total: f64 = forecast.iter().map(|(_, short)| short.ahead.0).sum();
        let _ = write!(text, " Together {} are expected.", figure(total));
    }
    text.push_str("\n\n");
    let word = if summary.adds_up { "Expected in all" } else { "Expected on average" };
    let _ = writeln!(text, "| Series | {word} | Change | Method | Off by |\n|---|---:|---:|---|---:|");
    for (line, short) in forecast.iter().take(MAX_SERIES) {
        let value = if summary.adds_up { short.ahead.0 } else { short.ahead.1 };
        let change = short
            .change
            .map(|change| format!("{}{}", if change > 0.0 { "+" } else { "" }, percent(change)))
            .unwrap_or_default();
        let off = if short.is_constant { "-".to_owned() } else { percent(short.chosen.smape) };
        let _ = writeln!(
            text,
            "| {} | {} | {change} | {} | {off} |",
            escape(name(&line.name)),
            figure(value),
            short.chosen.candidate.method.title()
        );
    }
    if forecast.len() > MAX_SERIES {
        let _ = writeln!(text, "\n… and {} more series in forecast.csv.", forecast.len() - MAX_SERIES);
    }
    text.push_str("\n*Change* is against as many periods of the past, at the same places of the season; *off by* is the mean error of the back-test (sMAPE).\n");
    let refused: Vec<&str> =
        summary.series.iter().filter_map(|line| line.refusal.as_ref().map(|(_, reason)| reason.as_str())).collect();
    if !refused.is_empty() {
        text.push_str("\n**Not forecast**\n\n");
        for reason in refused.iter().take(10) {
            let _ = writeln!(text, "- {}", escape(reason));
        }
        if refused.len() > 10 {
            let _ = writeln!(text, "- … and {} more.", refused.len() - 10);
        }
    }
    text
}

fn day(summary: &Summary, place: usize, effect: &Effect) -> Option<String> {
    if summary.grain > Grain::Week {
        return None;
    }
    let whose = match summary.only() {
        Some(_) => String::new(),
        None => format!("{}: ", escape(name(&summary.series.get(place)?.name))),
    };
    let called = escape(&effect.name);
    let noun = summary.grain.as_str();
    if effect.past == 0 {
        return Some(format!("{whose}{called} was never seen in the history, so it changes nothing."));
    }
    let seen = counted(effect.past as u64, noun);
    let ahead = if effect.ahead == 0 {
        "; none lies ahead".to_owned()
    } else {
        format!("; {} ahead", counted(effect.ahead as u64, noun))
    };
    let size = if effect.is_factor {
        let change = (effect.size - 1.0) * 100.0;
        format!("{} {} than usual", percent(change.abs()), if change < 0.0 { "less" } else { "more" })
    } else {
        format!("{} {} than usual", figure(effect.size.abs()), if effect.size < 0.0 { "less" } else { "more" })
    };
    Some(format!("{whose}{called}: {size}, seen on {seen}{ahead}."))
}

const fn title(grain: Grain) -> &'static str {
    match grain {
        Grain::Hour => "Hour",
        Grain::Day => "Day",
        Grain::Week => "Week from",
        Grain::Month => "Month",
        Grain::Quarter => "Quarter",
        Grain::Year => "Year",
    }
}

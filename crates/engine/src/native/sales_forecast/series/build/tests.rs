//! Rows as they are met.

use domain::input::Values;
use serde_json::json;

use super::*;

fn options(values: &serde_json::Value) -> Options {
    let values: Values = values.as_object().cloned().expect("values");
    Options::read(&values)
}

fn row(day: &str, value: Option<f64>, name: &str) -> Row {
    Row { moment: Moment::read(day).ok_or(Unread::Other), value: Ok(value), name: name.to_owned() }
}

fn daily(days: std::ops::Range<i32>) -> Vec<Row> {
    days.map(|day| row(&Moment::date_of(19_000 + day).to_string(), Some(1.0), "")).collect()
}

#[test]
fn rows_of_a_period_come_together_as_asked() {
    let rows = || {
        let mut rows = daily(0..20);
        rows.push(row("2022-01-08", Some(5.0), ""));
        rows.push(row("nonsense", Some(5.0), ""));
        rows.push(row("2022-01-09", None, ""));
        rows.into_iter()
    };
    for (combine, expected) in [("sum", 6.0), ("mean", 3.0), ("last", 5.0)] {
        let built = build(rows(), None, &options(&json!({"combine": combine}))).expect("series");
        assert_eq!(built.series[0].values[0], Some(expected), "{combine}");
        assert_eq!((built.counts.combined, built.counts.undated, built.counts.empty), (1, 1, 1));
        assert_eq!(built.assumptions.len(), 3, "{:?}", built.assumptions);
    }
}

#[test]
fn a_month_that_is_not_whole_is_left_out() {
    // 2022-01-08 to 2022-04-17.
    let built = build(daily(0..100).into_iter(), None, &options(&json!({"grain": "month"}))).expect("series");
    assert_eq!(built.series[0].values, [Some(28.0), Some(31.0)]);
    assert_eq!(built.calendar.label(built.series[0].first), "2022-02");
    assert_eq!(built.assumptions.iter().filter(|told| told.contains("not whole")).count(), 2);
}

#[test]
fn no_row_is_unknown_or_zero() {
    let rows = || daily(0..10).into_iter().chain(daily(12..20));
    let unknown = build(rows(), None, &options(&json!({}))).expect("series");
    assert_eq!((unknown.series[0].values.len(), unknown.series[0].observed()), (20, 18));
    let zero = build(rows(), None, &options(&json!({"gaps": "zero"}))).expect("series");
    assert_eq!(zero.series[0].values[10], Some(0.0));
}

#[test]
fn a_date_of_the_wrong_century_costs_no_memory_and_long_histories_are_cut() {
    let rows = daily(0..3000).into_iter().chain([row("1022-01-08", Some(5.0), "")]);
    let built = build(rows, None, &options(&json!({"grain": "day"}))).expect("series");
    assert_eq!(built.series[0].values.len(), MAX_PERIODS);
    assert_eq!(built.series[0].cut, 1001);
}

#[test]
fn too_many_names_and_no_values_are_told() {
    let code =
        |rows: Vec<Row>| build(rows.into_iter(), None, &options(&json!({}))).map_err(|failure| failure.code).err();
    let many = (0..201).map(|name| row("2024-01-01", Some(1.0), &name.to_string())).collect();
    assert_eq!(code(many).as_deref(), Some("too_many_series"));
    assert_eq!(code(vec![row("2024-01-01", None, ""), row("x", Some(1.0), "")]).as_deref(), Some("no_values"));
    assert_eq!(code(Vec::new()).as_deref(), Some("no_values"));
}

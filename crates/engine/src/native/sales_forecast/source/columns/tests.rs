//! Columns of tables as they are met.

use domain::input::Values;

use super::*;
use crate::cancel::Cancel;
use crate::native::data_cleaning::rows::plan_of_all;
use crate::native::table::{Dialect, Layout};

fn chosen(text: &str, values: &[(&str, &str)]) -> Result<(String, String, Option<String>), String> {
    let values: Values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let options = Options::read(&values);
    let (_, table) = Dialect::recognise(text.as_bytes(), &Layout::default()).expect("a table");
    let plan = plan_of_all(&table, &options.reading, &Cancel::default()).expect("not stopped");
    let roles = choose(&table, &plan, &options).map_err(|failure| failure.code)?.roles;
    let name = |column: usize| table.names()[column].clone();
    Ok((name(roles.date), name(roles.value), roles.name.map(name)))
}

fn three(date: &str, value: &str, name: Option<&str>) -> (String, String, Option<String>) {
    (date.to_owned(), value.to_owned(), name.map(str::to_owned))
}

#[test]
fn the_columns_are_found_by_content_then_name() {
    let cases = [
        ("id,day,amount\n1,2024-01-01,5\n2,2024-01-02,6\n3,2024-01-03,7\n", three("day", "amount", None)),
        ("Month;Umsatz\nJan 2024;1.234,5\nFeb 2024;1.334,5\nMrz 2024;1.434,5\n", three("Month", "Umsatz", None)),
        ("Year,Passengers\n1949,112\n1950,118\n1951,132\n", three("Year", "Passengers", None)),
        ("Year,Month,Sales\n2023,11,5\n2023,12,7\n2024,1,6\n2024,2,9\n", three("Year", "Sales", None)),
        ("when,temp,sales\n2024-Q1,1.5,8\n2024-Q2,1.5,9\n2024-Q3,1.5,9\n", three("when", "sales", None)),
        (
            "date,store,sales\n2024-01-01,Oslo,1\n2024-01-01,Rome,2\n2024-01-02,Oslo,3\n2024-01-02,Rome,4\n",
            three("date", "sales", Some("store")),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(chosen(text, &[]), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_named_is_taken_and_what_is_not_there_is_told() {
    let text = "ordered,shipped,net,gross,city\n2024-01-01,2024-01-05,5,6,Oslo\n2024-01-02,2024-01-06,6,7,Rome\n";
    let named = [("date_column", "shipped"), ("value_column", "gross"), ("series_column", "CITY")];
    assert_eq!(chosen(text, &named), Ok(three("shipped", "gross", Some("city"))));
    let code = |text: &str, values: &[(&str, &str)]| chosen(text, values).err().unwrap_or_default();
    assert_eq!(code(text, &[("value_column", "city")]), "not_numbers");
    assert_eq!(code(text, &[("date_column", "net")]), "not_dates");
    assert_eq!(code(text, &[("series_column", "region")]), "unknown_column");
    assert_eq!(code("name,amount\nann,5\nbob,6\n", &[]), "no_date_column");
    assert_eq!(code("day,note\n2024-01-01,good\n2024-01-02,bad\n", &[]), "no_value_column");
    assert_eq!(code("day,amount\n2024-01-01,\n2024-01-02,\n", &[]), "no_values");
    assert_eq!(code("day,amount\n2024-01-01,$5\n2024-01-02,€6\n", &[]), "not_numbers");
}

#[test]
fn rows_that_nothing_tells_apart_stay_one_series() {
    let orders = "day,city,amount\n2024-01-01,Oslo,1\n2024-01-01,Oslo,2\n2024-01-01,Rome,2\n2024-01-02,Oslo,3\n2024-01-02,Oslo,3\n";
    assert_eq!(chosen(orders, &[]), Ok(three("day", "amount", None)));
    let stores = "date,store,sales\n2024-01-01,Oslo,1\n2024-01-01,Rome,2\n2024-01-02,Oslo,3\n2024-01-02,Rome,4\n";
    assert_eq!(chosen(stores, &[("series_column", "none")]), Ok(three("date", "sales", None)));
}

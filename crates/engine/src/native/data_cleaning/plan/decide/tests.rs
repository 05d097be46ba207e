use super::*;

fn plan_of(name: &str, cells: &[&str]) -> Plan {
    let mut evidence = Evidence::default();
    for cell in cells {
        evidence.add(cell, &[]);
    }
    decide(&[evidence], &[name.to_owned()], &Options::default())
}

fn kind(name: &str, cells: &[&str]) -> Kind {
    plan_of(name, cells).columns[0].kind.clone()
}

#[test]
fn types_are_told_by_most_values() {
    let cases: [(&str, &[&str], &str); 14] = [
        ("n", &["1", "2", "x", "4", "5"], "integer"),
        ("n", &["1", "x", "y", "4", "5"], "text"),
        ("n", &["1.5", "2", "NA", "-"], "number"),
        ("n", &["12%", "15%"], "number"),
        ("b", &["yes", "no", "1", "Y"], "boolean"),
        ("b", &["1", "0", "1"], "integer"),
        ("sex", &["F", "F", "F"], "text"),
        ("b", &["Y", "N"], "boolean"),
        ("d", &["2024-01-01", "3/4/2024"], "date"),
        ("d", &["2024-01-01 10:30", "3/4/2024"], "datetime"),
        ("d", &["2024-01-01 00:00:00"], "date"),
        ("created", &["20240105", "20240106"], "date"),
        ("count", &["20240105", "20240106"], "integer"),
        ("e", &["", "NULL"], "empty"),
    ];
    for (name, cells, expected) in cases {
        assert_eq!(kind(name, cells).as_str(), expected, "{cells:?}");
    }
}

#[test]
fn digits_that_are_names_stay_text() {
    assert_eq!(kind("code", &["01234", "99999"]), Kind::Identifier);
    assert_eq!(kind("phone", &["5551234", "5555678"]), Kind::Identifier);
    assert_eq!(kind("x", &["+442079460958", "+442079460959"]), Kind::Identifier);
    assert_eq!(kind("x", &["1234567890123456789"]), Kind::Identifier);
}

#[test]
fn the_decimal_mark_follows_the_proof() {
    let mark = |cells: &[&str]| match kind("x", cells) {
        Kind::Number(read) | Kind::Integer(read) => read.mark,
        other => panic!("{other:?}"),
    };
    assert_eq!(mark(&["1,5", "1.234"]), Mark::Comma);
    assert_eq!(mark(&["1.5", "1,234"]), Mark::Dot);
    assert_eq!(mark(&["1,234", "5"]), Mark::Dot);
    assert_eq!(plan_of("x", &["1,234", "5"]).assumptions.len(), 1);
}

#[test]
fn the_order_of_a_date_follows_the_proof_and_an_assumption_is_told() {
    let order = |cells: &[&str]| match kind("d", cells) {
        Kind::Date(read) => (read.order, read.is_mixed),
        other => panic!("{other:?}"),
    };
    assert_eq!(order(&["3/4/2024", "13/4/2024"]), (Order::Dmy, false));
    assert_eq!(order(&["3/4/2024", "4/13/2024"]), (Order::Mdy, false));
    assert_eq!(order(&["3/4/2024", "4/13/2024", "4/14/2024", "13/4/2024"]), (Order::Mdy, true));
    assert_eq!(order(&["3/4/2024", "Jan 5, 2024"]), (Order::Mdy, false));
    assert_eq!(order(&["3/4/2024"]), (Order::Dmy, false));
    assert!(plan_of("d", &["3/4/2024"]).assumptions[0].contains("day first"));
}

#[test]
fn a_column_of_two_currencies_is_not_added_up() {
    let plan = plan_of("price", &["$5", "€7", "$8"]);
    assert_eq!(plan.columns[0].kind, Kind::Text);
    assert_eq!(plan.remarks.len(), 1);
}

#[test]
fn na_is_a_value_among_codes_only() {
    assert!(plan_of("country", &["NA", "DE", "FR", "US"]).columns[0].na_is_value);
    assert!(!plan_of("name", &["NA", "Ann", "Bob"]).columns[0].na_is_value);
}

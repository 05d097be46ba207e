//! What holds for every file.

use proptest::prelude::*;
use serde_json::json;

use super::{run, run_bytes};
use crate::cases::list;

const DATES: &[&str] =
    &["2024-01-05", "5.1.2024", "03/04/2024", "Mar 2024", "2024-Q1", "2024", "", "soon", "2024-01-05 10:30", "1.1.1"];
const VALUES: &[&str] = &["1", "-5", "1,234.5", "1e99", "", "NA", "x", "0", "$5", "12%", "1e999", "7"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_result_or_a_failure_with_a_code(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let ran = run_bytes(&bytes);
        prop_assert!(ran.outcome.is_ok() || ran.failure() != "internal");
    }

    #[test]
    fn any_cells_give_a_result_or_a_failure_with_a_code(
        rows in prop::collection::vec((prop::sample::select(DATES), prop::sample::select(VALUES), 0..3_u8), 1..40),
    ) {
        let rows: Vec<String> = rows.iter().map(|(date, value, name)| format!("{date};{value};{name}\n")).collect();
        let ran = run(&format!("date;value;shop\n{}", rows.concat()), &json!({}));
        prop_assert!(ran.outcome.is_ok() || ran.failure() != "internal");
    }

    #[test]
    fn any_numbers_give_numbers(values in prop::collection::vec(-1e12..1e12_f64, 6..40), horizon in 1..30_u32) {
        let rows: Vec<String> = (1990..).zip(&values).map(|(year, value)| format!("{year},{value}\n")).collect();
        let ran = run(&format!("year,value\n{}", rows.concat()), &json!({"horizon": horizon}));
        let points = list(&ran.output()["forecast"]);
        prop_assert_eq!(points.len(), usize::try_from(horizon).expect("small"));
        for point in points {
            let [low, value, high] = ["low", "value", "high"].map(|name| point[name].as_f64().expect("a number"));
            prop_assert!(low <= value && value <= high);
        }
    }
}

//! Runs without an account (C12): how many in a day, and which networks share a few.

use std::sync::Arc;

use service::trial::{Ranges, Rules};

use super::{BadConfig, Raw};

const RANGES: &str = "GUILDHALL_TRIAL_RANGES";

pub(super) fn judge(raw: &Raw) -> Result<Rules, BadConfig> {
    let usual = Rules::default();
    let ranges = match &raw.trial_ranges {
        None => None,
        Some(path) => {
            let told = |error: &dyn std::fmt::Display| BadConfig::of(RANGES, format!("{}: {error}", path.display()));
            let text = std::fs::read_to_string(path).map_err(|error| told(&error))?;
            Some(Arc::new(Ranges::parse(&text).map_err(|error| told(&error))?))
        }
    };
    Ok(Rules { per_day: raw.trial_per_day.unwrap_or(usual.per_day), ranges, ..usual })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_its_day_is_refused_by_the_name_of_the_setting() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ranges");
        let judged = |text: &str| {
            std::fs::write(&path, text).expect("a file");
            judge(&Raw { trial_ranges: Some(path.clone()), ..Raw::default() })
        };
        let rules = judged("date: 2026-11-20\n192.0.2.0/24\n").expect("rules");
        assert_eq!(rules.ranges.map(|ranges| ranges.len()), Some(1));
        let refused = judged("192.0.2.0/24\n").expect_err("undated").to_string();
        assert!(refused.starts_with("GUILDHALL_TRIAL_RANGES: ") && refused.contains("date:"), "{refused}");
        assert_eq!(judge(&Raw::default()).map(|rules| rules.per_day).ok(), Some(1_000));
    }
}

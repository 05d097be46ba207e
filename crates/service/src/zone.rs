//! Time zones by name, from the IANA database as it was when this program was built: no machine's own is asked, so every
//! copy shows the same times.

use std::sync::LazyLock;

use domain::time::Zone;
use jiff::tz::TimeZoneDatabase;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// No name is longer.
const MAX_NAME: usize = 40;

/// The zone of that name; UTC where there is none such any more.
pub fn find(name: &str) -> Zone {
    DATABASE.get(name).map(Zone::new).unwrap_or_default()
}

/// The name as the database writes it, if it has it.
pub fn canonical(name: &str) -> Option<String> {
    if name.len() > MAX_NAME {
        return None;
    }
    DATABASE.get(name).ok()?.iana_name().map(str::to_owned)
}

/// The names to choose from, in order: places, and UTC first. Old names of the same zones are known but not offered.
pub fn names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        const AREAS: [&str; 10] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Arctic/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        let mut names: Vec<String> = DATABASE.available().map(|name| name.as_str().to_owned()).collect();
        names.retain(|name| AREAS.iter().any(|area| name.starts_with(area)));
        names.sort();
        names.insert(0, "UTC".to_owned());
        names
    });
    &NAMES
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Timestamp;

    #[test]
    fn every_name_that_is_offered_is_known() {
        assert!(names().len() > 300, "{}", names().len());
        for name in names() {
            assert_eq!(canonical(name).as_deref(), Some(name.as_str()));
        }
    }

    #[test]
    fn times_follow_the_place_and_its_summer() {
        let winter = Timestamp::from_micros(1_795_253_400_000_000);
        assert_eq!(winter.to_text_in(&find("Europe/Berlin")), "21 Nov 2026, 10:30 CET");
        let summer = Timestamp::from_micros(1_784_626_200_000_000);
        assert_eq!(summer.to_text_in(&find("Europe/Berlin")), "21 Jul 2026, 11:30 CEST");
        assert_eq!(winter.to_text_in(&find("Nowhere/Else")), winter.to_text());
    }
}

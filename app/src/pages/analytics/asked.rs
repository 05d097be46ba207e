//! What is asked of the analytics, as it stands in the address.

use domain::analytics::DEFAULT_DAYS;
use service::Problem;

use crate::pages::link;
use crate::ssr::FormState;

/// What is asked, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    days: Option<String>,
    agent: Option<String>,
}

impl Asked {
    /// From the parameters of the address.
    pub(super) fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        Self { days: parameter("days"), agent: parameter("agent") }
    }

    /// What the use case is asked. A number that cannot be read is one that does not fit.
    pub(super) fn meant(&self) -> service::analytics::Asked {
        let days = self.days.as_deref().map(|text| text.trim().parse().unwrap_or_default());
        service::analytics::Asked { days, agent: self.agent.clone() }
    }

    /// The days, as they stand in the field.
    pub(super) fn days(&self) -> String {
        self.days.clone().unwrap_or_else(|| DEFAULT_DAYS.to_string())
    }

    /// Whether those days are shown.
    pub(super) fn is_of(&self, days: u32) -> bool {
        self.days() == days.to_string()
    }

    /// The agent's name in addresses; empty for all.
    pub(super) fn agent(&self) -> String {
        self.agent.clone().unwrap_or_default()
    }

    /// The address of the same for another period.
    pub(super) fn with_days(&self, days: u32) -> String {
        address("/analytics", [("days", Some(days.to_string())), ("agent", self.agent.clone())])
    }

    /// The address of the same as a file.
    pub(super) fn export(&self, format: &str) -> String {
        let format = Some(format.to_owned());
        address("/analytics/export", [("days", self.days.clone()), ("agent", self.agent.clone()), ("format", format)])
    }

    /// The form with what does not fit, as the fields take it.
    pub(super) fn misread(&self, problem: Problem) -> FormState {
        let values = [("days", self.days()), ("agent", self.agent())];
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        FormState { form: "analytics", values, problem }
    }
}

fn address<const N: usize>(path: &str, fields: [(&str, Option<String>); N]) -> String {
    let set = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", link::escape(&value?))));
    let set: Vec<String> = set.collect();
    if set.is_empty() { path.to_owned() } else { format!("{path}?{}", set.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        Asked::read(|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn addresses_keep_what_is_asked() {
        let one = asked(&[("days", "90"), ("agent", "a b")]);
        assert_eq!(one.with_days(7), "/analytics?days=7&agent=a%20b");
        assert_eq!(one.export("csv"), "/analytics/export?days=90&agent=a%20b&format=csv");
        assert!(one.is_of(90) && !one.is_of(9));
        let usual = Asked::default();
        assert_eq!((usual.export("json"), usual.days()), ("/analytics/export?format=json".to_owned(), "30".to_owned()));
        assert_eq!(usual.meant(), service::analytics::Asked::default());
    }

    #[test]
    fn what_is_no_number_does_not_fit() {
        for bad in ["x", "-1", "1.5", "99999999999"] {
            assert_eq!(asked(&[("days", bad)]).meant().days, Some(0), "{bad}");
        }
        assert_eq!(asked(&[("days", " 12 ")]).meant().days, Some(12));
    }
}

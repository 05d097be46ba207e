//! What is asked of the history, as it stands in the address.

use service::run::Narrowing;

use crate::pages::link;

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// What it is narrowed to, as it was typed.
    pub(super) narrowing: Narrowing,
    /// Where the page begins.
    pub(super) cursor: Option<String>,
}

impl Asked {
    /// From the parameters of the address.
    pub(super) fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let narrowing = Narrowing {
            agent: parameter("agent"),
            status: parameter("status"),
            from: parameter("from"),
            to: parameter("to"),
            text: parameter("text"),
        };
        Self { narrowing, cursor: parameter("cursor") }
    }

    /// The address of the first page of the same.
    pub(super) fn first(&self) -> String {
        self.address("/runs", None)
    }

    /// The address of the page from `cursor` on.
    pub(super) fn from(&self, cursor: &str) -> String {
        self.address("/runs", Some(("cursor", cursor)))
    }

    /// The address of an export of the same.
    pub(super) fn export(&self, format: &str) -> String {
        self.address("/runs/export", Some(("format", format)))
    }

    /// The address of the first page of what there is without the filter of that name.
    pub(super) fn without(&self, name: &str) -> String {
        address("/runs", self.fields().into_iter().filter(|(known, _)| *known != name))
    }

    /// The filters that are set: name and value.
    pub(super) fn set(&self) -> Vec<(&'static str, String)> {
        self.fields().into_iter().map(|(name, value)| (name, value.to_owned())).collect()
    }

    fn fields(&self) -> Vec<(&'static str, &str)> {
        let Narrowing { agent, status, from, to, text } = &self.narrowing;
        let fields = [("agent", agent), ("status", status), ("from", from), ("to", to), ("text", text)];
        let set = fields.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        set.filter(|(_, value)| !value.is_empty()).collect()
    }

    fn address(&self, path: &str, more: Option<(&str, &str)>) -> String {
        address(path, self.fields().into_iter().chain(more))
    }
}

fn address<'a>(path: &str, fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let parts: Vec<String> = fields.map(|(name, value)| format!("{name}={}", link::escape(value))).collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_the_history_is_narrowed_to() {
        let pairs = [("agent", "data-cleaning"), ("status", ""), ("text", "a b&c"), ("cursor", "run_1")];
        let asked =
            Asked::read(|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(asked.first(), "/runs?agent=data-cleaning&text=a%20b%26c");
        assert_eq!(asked.from("run_2"), "/runs?agent=data-cleaning&text=a%20b%26c&cursor=run_2");
        assert_eq!(asked.export("csv"), "/runs/export?agent=data-cleaning&text=a%20b%26c&format=csv");
        assert_eq!(asked.without("text"), "/runs?agent=data-cleaning");
        assert_eq!(asked.without("agent"), "/runs?text=a%20b%26c");
        assert_eq!(Asked::default().first(), "/runs");
    }
}

//! The snapshot of published advisories that is shipped; `data/README.md` tells its sources.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Ecosystem, version};
use crate::native::security_scanner::finding::Severity;

const TEXT: &str = include_str!("../data/advisories.tsv");

/// The day the snapshot was made, in the first line of the file.
const DATE: &str = "# Made on ";

/// An advisory about one package.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Advisory {
    /// Its id where it was published.
    pub(crate) id: &'static str,
    /// What others call it.
    pub(crate) aliases: Vec<&'static str>,
    /// The versions it is about.
    pub(crate) ranges: Vec<Interval>,
    /// How bad it is; none where its source does not say.
    pub(crate) severity: Option<Severity>,
    /// What it is about, in some words.
    pub(crate) summary: &'static str,
    /// Where it is told.
    pub(crate) url: String,
}

/// Versions from one to another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    /// The first with the weakness; all before the end if empty.
    from: &'static str,
    /// The end.
    to: &'static str,
    /// Whether the end has it too, so that no version without it is known.
    with_end: bool,
}

/// All advisories.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// The day it was made.
    pub(crate) date: &'static str,
    by_package: HashMap<(Ecosystem, String), Vec<Advisory>>,
}

static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| Snapshot::read(TEXT));

impl Snapshot {
    /// The one that is shipped.
    pub(crate) fn shipped() -> &'static Self {
        &SNAPSHOT
    }

    fn read(text: &'static str) -> Self {
        let mut by_package: HashMap<(Ecosystem, String), Vec<Advisory>> = HashMap::new();
        let date = text.lines().next().and_then(|line| line.strip_prefix(DATE)).unwrap_or_default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((ecosystem, package, advisory)) = row(line) {
                by_package.entry((ecosystem, ecosystem.plain(package))).or_default().push(advisory);
            }
        }
        Self { date, by_package }
    }

    /// Advisories about a package.
    pub(crate) fn about(&self, ecosystem: Ecosystem, package: &str) -> &[Advisory] {
        self.by_package.get(&(ecosystem, ecosystem.plain(package))).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.by_package.values().map(Vec::len).sum()
    }

    /// How many packages they are about.
    pub(crate) fn packages(&self) -> usize {
        self.by_package.len()
    }
}

/// A row: ecosystem, package, id, aliases, ranges, severity, date, summary, source.
fn row(line: &'static str) -> Option<(Ecosystem, &'static str, Advisory)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [ecosystem, package, id, aliases, ranges, severity, _date, summary, _source] = cells.as_slice() else {
        return None;
    };
    let ecosystem = Ecosystem::ALL.into_iter().find(|one| one.as_str() == *ecosystem)?;
    let ranges: Vec<Interval> = ranges.split(' ').filter_map(Interval::read).collect();
    let advisory = Advisory {
        id,
        aliases: aliases.split(',').filter(|alias| !alias.is_empty()).collect(),
        ranges,
        severity: Severity::parse(severity),
        summary,
        url: address(id, package),
    };
    (!advisory.ranges.is_empty()).then_some((ecosystem, package, advisory))
}

/// Where an advisory is told, by its id.
fn address(id: &str, package: &str) -> String {
    if id.starts_with("GHSA-") {
        format!("https://github.com/advisories/{id}")
    } else if id.starts_with("RUSTSEC-") {
        format!("https://rustsec.org/advisories/{id}.html")
    } else if id.starts_with("GO-") {
        format!("https://pkg.go.dev/vuln/{id}")
    } else if id.starts_with("CVE-") {
        format!("https://nvd.nist.gov/vuln/detail/{id}")
    } else if id.starts_with("PYSEC-") {
        format!("https://osv.dev/vulnerability/{id}")
    } else {
        format!("https://osv.dev/list?q={package}")
    }
}

impl Interval {
    /// `[1.0,1.2)` is from 1.0 to before 1.2; `[,1.2]` all up to 1.2.
    fn read(text: &'static str) -> Option<Self> {
        let with_end = text.ends_with(']');
        let (from, to) = text.strip_prefix('[')?.strip_suffix([')', ']'])?.split_once(',')?;
        Some(Self { from, to, with_end })
    }

    fn holds(&self, ecosystem: Ecosystem, version: &str) -> bool {
        let compare = |other| version::compare(ecosystem, version, other);
        let begins = self.from.is_empty() || compare(self.from).is_some_and(Ordering::is_ge);
        let ends = match compare(self.to) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => self.with_end,
            _ => false,
        };
        begins && (ends || self.to.is_empty())
    }
}

impl Advisory {
    /// The interval that holds a version.
    pub(crate) fn interval(&self, ecosystem: Ecosystem, version: &str) -> Option<&Interval> {
        version::compare(ecosystem, version, version)?;
        self.ranges.iter().find(|range| range.holds(ecosystem, version))
    }
}

impl Interval {
    /// The first version without the weakness.
    pub(crate) fn fixed(&self) -> Option<&'static str> {
        (!self.with_end && !self.to.is_empty()).then_some(self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_snapshot_can_be_read() {
        let snapshot = Snapshot::shipped();
        let rows = TEXT.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(snapshot.len(), rows);
        assert!(snapshot.date.len() == 10, "{}", snapshot.date);
        for ((ecosystem, package), advisories) in &snapshot.by_package {
            for advisory in advisories {
                assert!(!advisory.summary.is_empty() && !advisory.id.is_empty(), "{package}");
                for range in &advisory.ranges {
                    let versions = [range.from, range.to].into_iter().filter(|version| !version.is_empty());
                    for version in versions {
                        assert!(
                            version::compare(*ecosystem, version, version).is_some(),
                            "{package} {}: {version} cannot be compared",
                            advisory.id
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn intervals_hold_what_lies_within() {
        let holds = |range: &'static str, version: &str| {
            Interval::read(range).is_some_and(|range| range.holds(Ecosystem::Npm, version))
        };
        assert!(
            holds("[1.0.0,1.2.0)", "1.1.9") && !holds("[1.0.0,1.2.0)", "1.2.0") && !holds("[1.0.0,1.2.0)", "0.9.0")
        );
        assert!(holds("[,1.2.0]", "1.2.0") && holds("[1.0.0,)", "9.0.0") && !holds("[,1.2.0]", "1.2.1"));
    }
}

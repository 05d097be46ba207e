//! The order in which tables can be filled.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::StoreError;

/// The tables, each after those that it refers to; by name where that leaves a choice. `references` are pairs of a table
/// and one that it refers to; a table may refer to itself.
pub(super) fn filling_order(tables: &[String], references: &[(String, String)]) -> Result<Vec<String>, StoreError> {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> =
        tables.iter().map(|table| (table.as_str(), BTreeSet::new())).collect();
    for (from, to) in references {
        if from != to
            && let Some(needed) = needs.get_mut(from.as_str())
        {
            needed.insert(to.as_str());
        }
    }
    let mut ordered = Vec::with_capacity(tables.len());
    while !needs.is_empty() {
        let Some(next) = needs.iter().find(|(_, needed)| needed.is_empty()).map(|(table, _)| *table) else {
            let left: Vec<&str> = needs.keys().copied().collect();
            return Err(StoreError::Snapshot(format!(
                "the tables {} refer to each other in a circle",
                left.join(", ")
            )));
        };
        needs.remove(next);
        for needed in needs.values_mut() {
            needed.remove(next);
        }
        ordered.push(next.to_owned());
    }
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(references: &[(&str, &str)]) -> Result<Vec<String>, StoreError> {
        let names = |text: &str| text.to_owned();
        let references: Vec<_> = references.iter().map(|(from, to)| (names(from), names(to))).collect();
        filling_order(&["a", "b", "c"].map(names), &references)
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        assert_eq!(order(&[]).expect("an order"), ["a", "b", "c"]);
        assert_eq!(order(&[("a", "c"), ("b", "a"), ("b", "b")]).expect("an order"), ["c", "a", "b"]);
        let refused = order(&[("a", "b"), ("b", "a")]).expect_err("a circle").to_string();
        assert!(refused.contains("a, b"), "{refused}");
    }
}

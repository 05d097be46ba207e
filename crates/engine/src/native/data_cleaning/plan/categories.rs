//! Spellings of categories that differ only in case: `Berlin`, `berlin`, `BERLIN`.

use std::collections::HashMap;

/// Distinct values up to which a column can be one of categories.
const MAX_SPELLINGS: usize = 200;
/// Longer texts are prose.
const MAX_LENGTH: usize = 40;

/// How often each spelling is used, while there are few.
#[derive(Debug)]
pub(crate) struct Spellings(Option<HashMap<String, (u64, usize)>>);

impl Default for Spellings {
    fn default() -> Self {
        Self(Some(HashMap::new()))
    }
}

impl Spellings {
    /// Counts one value.
    pub(crate) fn add(&mut self, text: &str) {
        let Some(counts) = &mut self.0 else {
            return;
        };
        if let Some((count, _)) = counts.get_mut(text) {
            *count += 1;
        } else if counts.len() == MAX_SPELLINGS || text.len() > MAX_LENGTH {
            self.0 = None;
        } else {
            counts.insert(text.to_owned(), (1, counts.len()));
        }
    }

    /// Each spelling that another one of the same letters outnumbers, with that one; of two as frequent, the earlier
    /// stays. Empty unless values repeat: names of people are no categories.
    pub(crate) fn variants(&self, values: u64) -> Vec<(String, String)> {
        let Some(counts) = &self.0 else {
            return Vec::new();
        };
        let mut best = HashMap::<String, (&String, u64, usize)>::new();
        for (text, &(count, order)) in counts {
            let entry = best.entry(text.to_lowercase()).or_insert((text, count, order));
            if (count, std::cmp::Reverse(order)) > (entry.1, std::cmp::Reverse(entry.2)) {
                *entry = (text, count, order);
            }
        }
        if values < 2 * best.len() as u64 {
            return Vec::new();
        }
        let mut variants: Vec<(usize, String, String)> = Vec::new();
        for (text, (_, order)) in counts {
            let chosen = best.get(&text.to_lowercase()).map_or(text, |entry| entry.0);
            if chosen != text {
                variants.push((*order, text.clone(), chosen.clone()));
            }
        }
        variants.sort();
        variants.into_iter().map(|(_, text, chosen)| (text, chosen)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_spelling_is_chosen() {
        let mut spellings = Spellings::default();
        for text in ["Oslo", "oslo", "Oslo", "Rome", "ROME", "Rome", "Rome", "Oslo"] {
            spellings.add(text);
        }
        let expected = [("oslo", "Oslo"), ("ROME", "Rome")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(spellings.variants(8), expected);
        assert!(spellings.variants(3).is_empty(), "values that hardly repeat are no categories");
    }
}

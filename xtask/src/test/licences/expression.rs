//! Licence expressions as crates name them: SPDX `AND`, `OR`, `WITH` and brackets, and the older `/` for `OR`.

/// Whether a set of allowed licences is enough for the expression. What cannot be read is not satisfied.
pub(super) fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words = spaced.split_whitespace().collect::<Vec<_>>();
    let mut reader = Reader { words: &words, allowed };
    reader.either().is_some_and(|satisfied| satisfied && reader.words.is_empty())
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn take(&mut self, word: &str) -> bool {
        let there = self.words.first() == Some(&word);
        if there {
            self.words = &self.words[1..];
        }
        there
    }

    fn either(&mut self) -> Option<bool> {
        let mut satisfied = self.both()?;
        while self.take("OR") {
            // Read first: the right side must be read to its end even where the left side was enough.
            satisfied = self.both()? || satisfied;
        }
        Some(satisfied)
    }

    fn both(&mut self) -> Option<bool> {
        let mut satisfied = self.one()?;
        while self.take("AND") {
            satisfied = self.one()? && satisfied;
        }
        Some(satisfied)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let inner = self.either()?;
            return self.take(")").then_some(inner);
        }
        let (licence, rest) = self.words.split_first()?;
        self.words = rest;
        if self.take("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            return Some((self.allowed)(&format!("{licence} WITH {exception}")));
        }
        Some((self.allowed)(licence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_mit(expression: &str) -> bool {
        satisfied(expression, &|licence| licence == "MIT" || licence == "Apache-2.0 WITH LLVM-exception")
    }

    #[test]
    fn or_needs_one_and_needs_both() {
        assert!(with_mit("GPL-3.0 OR MIT"));
        assert!(with_mit("MIT/GPL-3.0"));
        assert!(!with_mit("MIT AND GPL-3.0"));
        assert!(!with_mit("(MIT OR ISC) AND GPL-3.0"));
        assert!(with_mit("GPL-3.0 OR Apache-2.0 WITH LLVM-exception"));
        assert!(!with_mit("Apache-2.0"));
    }

    #[test]
    fn what_cannot_be_read_is_not_satisfied() {
        for expression in ["", "MIT OR", "(MIT", "MIT MIT", "AND MIT"] {
            assert!(!with_mit(expression), "{expression}");
        }
    }
}

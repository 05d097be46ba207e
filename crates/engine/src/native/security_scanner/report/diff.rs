//! What mends findings, as a patch that `git apply` and `patch` take.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::native::security_scanner::finding::Edit;
use crate::native::security_scanner::source::SourceFile;

/// Lines around a change.
const CONTEXT: usize = 3;

/// A patch of one file.
#[derive(Debug, Default)]
pub(crate) struct Patch {
    /// In the unified format; empty if nothing can be mended.
    pub(crate) text: String,
    /// Changes in it.
    pub(crate) changes: u64,
    /// Changes that were left out, because a secret stands beside them and would be shown.
    pub(crate) withheld: u64,
}

/// The patch of a file.
pub(crate) fn patch<'e>(file: &SourceFile, edits: impl Iterator<Item = &'e Edit>, secrets: &[Range<usize>]) -> Patch {
    let mut patch = Patch::default();
    let odd = |c: char| c.is_control() || matches!(c, '"' | '\\');
    if !file.is_exact || file.path.contains(odd) {
        return patch;
    }
    let mut sorted: Vec<&Edit> = edits.filter(|edit| is_within_a_line(&file.text, edit)).collect();
    sorted.sort_by(|one, other| one.range.start.cmp(&other.range.start).then(one.text.cmp(&other.text)));
    sorted.dedup();
    if sorted.is_empty() {
        return patch;
    }
    let lines: Vec<&str> = file.text.split_inclusive('\n').collect();
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |start, line| {
            let here = *start;
            *start += line.len();
            Some(here)
        })
        .collect();
    let number = |byte: usize| starts.partition_point(|start| *start <= byte).saturating_sub(1);
    let end = |line: usize| starts.get(line).copied().unwrap_or(file.text.len());
    let mut changed: BTreeMap<usize, String> = BTreeMap::new();
    let (mut shift, mut last, mut last_line) = (0isize, 0, usize::MAX);
    for edit in sorted {
        let line = number(edit.range.start);
        let shown = end(line.saturating_sub(CONTEXT))..end(line + CONTEXT + 1);
        if secrets.iter().any(|secret| secret.start < shown.end && shown.start < secret.end) {
            patch.withheld += 1;
            continue;
        }
        if edit.range.start < last {
            continue;
        }
        if line != last_line {
            (shift, last_line) = (0, line);
        }
        let text = changed.entry(line).or_insert_with(|| lines[line].to_owned());
        let at = (edit.range.start - starts[line]).saturating_add_signed(shift);
        let length = edit.range.len();
        if text.get(at..at + length) != file.text.get(edit.range.clone()) {
            continue;
        }
        text.replace_range(at..at + length, &edit.text);
        shift += edit.text.len().cast_signed() - length.cast_signed();
        last = edit.range.end;
        patch.changes += 1;
    }
    changed.retain(|line, text| text != lines[*line]);
    write(file, &lines, &changed, &mut patch.text);
    patch
}

fn is_within_a_line(text: &str, edit: &Edit) -> bool {
    let old = text.get(edit.range.clone());
    old.is_some_and(|old| !old.contains('\n') && old != edit.text) && !edit.text.contains('\n')
}

fn write(file: &SourceFile, lines: &[&str], changed: &BTreeMap<usize, String>, out: &mut String) {
    if changed.is_empty() {
        return;
    }
    // A blank in a name has to be followed by a tab, so that programs know where the name ends.
    let tab = if file.path.contains(' ') { "\t" } else { "" };
    let _ = writeln!(out, "--- a/{0}{tab}\n+++ b/{0}{tab}", file.path);
    let mut left = changed.keys().copied().peekable();
    while let Some(first) = left.next() {
        let mut last = first;
        while let Some(next) = left.next_if(|next| *next <= last + 2 * CONTEXT) {
            last = next;
        }
        let (from, to) = (first.saturating_sub(CONTEXT), (last + CONTEXT + 1).min(lines.len()));
        let _ = writeln!(out, "@@ -{0},{1} +{0},{1} @@", from + 1, to - from);
        for (offset, line) in lines[from..to].iter().enumerate() {
            match changed.get(&(from + offset)) {
                Some(new) => {
                    push(out, '-', line);
                    push(out, '+', new);
                }
                None => push(out, ' ', line),
            }
        }
    }
}

fn push(out: &mut String, sign: char, line: &str) {
    out.push(sign);
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::security_scanner::source::Kind;

    fn file(text: &str) -> SourceFile {
        SourceFile { path: "a/b.txt".to_owned(), text: text.to_owned(), kind: Kind::Other, is_exact: true }
    }

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit { range, text: text.to_owned() }
    }

    #[test]
    fn changes_of_one_line_and_of_the_last_line() {
        let file = file("one two\nthree");
        let edits = [edit(0..3, "1"), edit(4..7, "2222"), edit(8..13, "3")];
        let patch = patch(&file, edits.iter(), &[]);
        let expected = "--- a/a/b.txt\n+++ b/a/b.txt\n@@ -1,2 +1,2 @@\n-one two\n+1 2222\n-three\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n";
        assert_eq!((patch.text.as_str(), patch.changes), (expected, 3));
    }

    #[test]
    fn no_secret_is_shown_and_no_two_changes_meet() {
        let file = file("key = abcdef\nx\nverify = no\n");
        let change = edit(24..26, "yes");
        let secret = 6..12;
        assert_eq!(patch(&file, [&change].into_iter(), &[secret]).withheld, 1);
        let both = [change, edit(23..26, "z")];
        assert_eq!(patch(&file, both.iter(), &[]).changes, 1);
    }
}

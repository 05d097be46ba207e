//! Splitting text into rows and cells.
//!
//! Written for files that are broken. A quote opens a cell only at its beginning and closes it only before a delimiter
//! or a line end (spaces between are forgiven); any other quote stands for itself. A quote that opens and is never
//! closed so — the end of the file comes, or it would swallow lines up to a quote that closes nothing — stands for
//! itself too, and its line is read again without it. Reading again is bounded, so that a hostile file stays linear.
//!
//! A cell is kept as the four bytes of where it begins; its text is cut out and unquoted when it is asked for.

/// The high bit of a cell's beginning: it is quoted.
pub(crate) const QUOTED: u32 = 1 << 31;
/// Bytes of quoted cells that may be read a second time.
const MAX_READ_AGAIN: usize = 64_000_000;

/// Where a row lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its first cell.
    pub(crate) first: u32,
    /// Its end in the text, before the line end.
    pub(crate) end: u32,
    /// The line of the file that it begins on, from 1.
    pub(crate) line: u32,
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Split {
    /// Where each cell begins, row by row; the high bit marks a quoted one.
    pub(crate) cells: Vec<u32>,
    /// The rows that hold anything.
    pub(crate) rows: Vec<Row>,
    /// Runs of blank lines: the first line and the last.
    pub(crate) blank: Vec<(u32, u32)>,
    /// Lines with a quote that opened and was never closed.
    pub(crate) unclosed: Vec<u32>,
}

/// Splits `text`, at most `max_rows` rows of it. Without a delimiter each line is one cell.
pub(crate) fn split(text: &str, delimiter: Option<u8>, quote: u8, max_rows: usize) -> Split {
    Reader { bytes: text.as_bytes(), delimiter, quote, read_again: 0 }.run(max_rows)
}

struct Reader<'t> {
    bytes: &'t [u8],
    delimiter: Option<u8>,
    quote: u8,
    read_again: usize,
}

impl Reader<'_> {
    fn run(&mut self, max_rows: usize) -> Split {
        let mut split = Split::default();
        let (mut at, mut line) = (0, 1);
        while at < self.bytes.len() && split.rows.len() < max_rows {
            let (begin, begin_line, first) = (at, line, offset(split.cells.len()));
            loop {
                let (end, quoted, breaks, unclosed) = self.cell(at);
                split.cells.push(offset(at) | if quoted { QUOTED } else { 0 });
                if unclosed && split.unclosed.last() != Some(&line) {
                    split.unclosed.push(line);
                }
                line += breaks;
                at = end;
                if self.bytes.get(at).is_none_or(|byte| is_break(*byte)) {
                    break;
                }
                at += 1;
            }
            if self.bytes[begin..at].iter().all(|byte| matches!(byte, b' ' | b'\t' | 0x1a))
                && at - begin == self.blank_width(begin, at)
            {
                split.cells.truncate(first as usize);
                match split.blank.last_mut() {
                    Some((_, last)) if *last + 1 == begin_line => *last = begin_line,
                    _ => split.blank.push((begin_line, begin_line)),
                }
            } else {
                split.rows.push(Row { first, end: offset(at), line: begin_line });
            }
            at += break_length(&self.bytes[at..]);
            line += 1;
        }
        split
    }

    /// The width of a line that counts as blank: all of it, unless tabs delimit cells in it.
    fn blank_width(&self, begin: usize, end: usize) -> usize {
        let is_row = self.delimiter == Some(b'\t') && self.bytes[begin..end].contains(&b'\t');
        if is_row { usize::MAX } else { end - begin }
    }

    /// The end of the cell at `at`, whether it is quoted, the line ends in it, and whether its quote is never closed.
    fn cell(&mut self, at: usize) -> (usize, bool, u32, bool) {
        let open = at + self.bytes[at..].iter().take_while(|byte| **byte == b' ').count();
        let mut unclosed = false;
        if self.bytes.get(open) == Some(&self.quote) && self.read_again < MAX_READ_AGAIN {
            match self.quoted(open) {
                Ok((end, breaks)) => return (end, true, breaks, false),
                Err(searched) => {
                    self.read_again += searched - open;
                    unclosed = true;
                }
            }
        }
        let length =
            self.bytes[at..].iter().take_while(|byte| Some(**byte) != self.delimiter && !is_break(**byte)).count();
        (at + length, false, 0, unclosed)
    }

    /// The end of the quoted cell that opens at `open` and the line ends in it, or how far was searched in vain.
    fn quoted(&self, open: usize) -> Result<(usize, u32), usize> {
        let bytes = self.bytes;
        let (mut at, mut breaks, mut has_stray) = (open + 1, 0, false);
        while let Some(&byte) = bytes.get(at) {
            if byte == self.quote {
                if bytes.get(at + 1) == Some(&self.quote) {
                    at += 2;
                    continue;
                }
                let after = at + 1 + bytes[at + 1..].iter().take_while(|byte| **byte == b' ').count();
                if bytes.get(after).is_none_or(|byte| is_break(*byte) || Some(*byte) == self.delimiter) {
                    return Ok((after, breaks));
                }
                if breaks > 0 {
                    return Err(at);
                }
                has_stray = true;
                at += 1;
            } else if is_break(byte) {
                if has_stray {
                    return Err(at);
                }
                at += break_length(&bytes[at..]);
                breaks += 1;
            } else {
                at += 1;
            }
        }
        Err(at)
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn break_length(rest: &[u8]) -> usize {
    if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// A place in a text whose length was checked to be below 2 GB.
fn offset(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(QUOTED - 1)
}

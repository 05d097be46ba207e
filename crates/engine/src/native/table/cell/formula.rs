//! Cells that a spreadsheet would compute.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is taken as a formula by spreadsheets, and a
//! formula can start programs or send data away (OWASP, "CSV Injection"). Such a cell is written with `'` before it,
//! the spreadsheets' own sign for text. A cell made of digits and the signs of numbers and telephone numbers alone is
//! left: it can name no function and no other cell.

/// Whether a spreadsheet would compute it to anything but a number.
pub(crate) fn is_formula(text: &str) -> bool {
    let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let is_harmless = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | ',' | ' ' | '/' | '%');
    starts && !text.chars().all(is_harmless) && super::number::Form::read(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-A1", "@import", "＝1", "-1+cmd|x"] {
            assert!(is_formula(text), "{text}");
        }
        for text in ["-1.5", "+44 20 7946 0958", "-", "a=b", "-$5.00", "", "'=1"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}

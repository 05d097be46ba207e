//! From bytes to text.
//!
//! A byte order mark decides; then UTF-16 by its zero bytes; then valid UTF-8 is UTF-8; then the detector that a web
//! browser uses (chardetng) guesses among the old encodings. Latin-1 is read as Windows-1252, its superset, as the
//! WHATWG Encoding Standard has it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::context::Failure;

/// How the bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    /// The encoding.
    pub(crate) encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub(crate) bom_length: usize,
    /// Whether it is a guess rather than certain.
    pub(crate) is_guess: bool,
}

/// Finds the encoding, or the one that is `asked` for, unless the bytes are no text.
pub(crate) fn recognise(bytes: &[u8], asked: Option<&str>) -> Result<Recognised, Failure> {
    if let Some(kind) = known_binary(bytes) {
        return Err(not_text(&format!(
            "The file is {kind}, not a table of text. Save or export it as CSV, then run again."
        )));
    }
    let recognised = if let Some(encoding) = asked.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let bom_length =
            Encoding::for_bom(bytes).filter(|(found, _)| *found == encoding).map_or(0, |(_, length)| length);
        Recognised { encoding, bom_length, is_guess: false }
    } else if let Some((encoding, bom_length)) = Encoding::for_bom(bytes) {
        Recognised { encoding, bom_length, is_guess: false }
    } else if let Some(encoding) = wide(bytes) {
        Recognised { encoding, bom_length: 0, is_guess: true }
    } else {
        // A few broken bytes among much valid UTF-8 are damage, not another encoding.
        let is_utf8 = std::str::from_utf8(bytes).is_ok();
        Recognised { encoding: if is_utf8 { UTF_8 } else { guess(bytes) }, bom_length: 0, is_guess: !is_utf8 }
    };
    Ok(recognised)
}

/// The text of `bytes`, and whether some could not be read and became U+FFFD.
pub(crate) fn decode(bytes: &[u8], recognised: Recognised) -> (String, bool) {
    let (text, had_errors) =
        recognised.encoding.decode_without_bom_handling(bytes.get(recognised.bom_length..).unwrap_or_default());
    (text.into_owned(), had_errors)
}

/// Whether decoded text is text: control characters other than space are a sign of a binary file.
pub(crate) fn check_text(text: &str) -> Result<(), Failure> {
    let is_odd =
        |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a)) || *byte == 0x7f;
    let odd = text.as_bytes().iter().filter(|byte| is_odd(byte)).count();
    let unreadable = text.matches('\u{fffd}').count();
    if odd * 50 > text.len() || unreadable * 10 > text.len() {
        return Err(not_text(
            "The file is not text: it holds bytes that no table has. Export it as CSV, then run again.",
        ));
    }
    Ok(())
}

fn not_text(message: &str) -> Failure {
    Failure::new("not_text", message)
}

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    let signatures: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "a workbook or an archive (.xlsx, .ods, .zip)"),
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
        (b"%PDF", "a PDF"),
        (b"\x1f\x8b", "compressed (.gz)"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"SQLite format 3", "a database"),
        (b"PAR1", "a Parquet file"),
        (b"\x7fELF", "a program"),
    ];
    signatures.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// UTF-16 without a byte order mark: in tables nearly every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs >= 4 && odd * 10 > pairs * 4 && even * 10 < pairs {
        return Some(UTF_16LE);
    }
    (pairs >= 4 && even * 10 > pairs * 4 && odd * 10 < pairs).then_some(UTF_16BE)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{fffd}').count();
    let sound = text.chars().filter(|c| !c.is_ascii()).count() - broken;
    if sound > 20 * broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    // The replacement encoding stands for encodings that are not to be read; anything is better than nothing.
    if found == encoding_rs::REPLACEMENT { WINDOWS_1252 } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::SHIFT_JIS;

    fn read(bytes: &[u8]) -> (&'static str, String) {
        let recognised = recognise(bytes, None).expect("text");
        (recognised.encoding.name(), decode(bytes, recognised).0)
    }

    #[test]
    fn each_encoding_is_found() {
        let text = "name,city\nJosé Núñez,Málaga\nZoë Brontë,København\n";
        assert_eq!(read(text.as_bytes()), ("UTF-8", text.to_owned()));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), ("UTF-8", text.to_owned()));
        assert_eq!(read(&WINDOWS_1252.encode(text).0), ("windows-1252", text.to_owned()));
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        assert_eq!(read(&wide(u16::to_le_bytes)), ("UTF-16LE", text.to_owned()));
        assert_eq!(read(&wide(u16::to_be_bytes)), ("UTF-16BE", text.to_owned()));
        let japanese = "名前,都市\n山田太郎,東京都新宿区\n佐藤花子,大阪府大阪市\nすずき,ひろしま\n";
        assert_eq!(read(&SHIFT_JIS.encode(japanese).0), ("Shift_JIS", japanese.to_owned()));
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "naïve café, ".repeat(20).into_bytes();
        bytes.push(0xff);
        assert_eq!(read(&bytes).0, "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(recognise(b"PK\x03\x04rest", None).map_err(|failure| failure.code), Err("not_text".to_owned()));
        assert!(check_text(&"\u{1}\u{2}abc".repeat(10)).is_err());
        assert!(check_text(&format!("a,b\0\n{}", "1,2\n".repeat(100))).is_ok());
    }
}

//! How large a picture is, by its first bytes: so that its place is kept before it is there.

/// Width and height in CSS pixels, of SVG, PNG, GIF, JPEG and WebP. `None` where the beginning does not tell.
///
/// What is told is an agent's word and only keeps a place: the browser draws the picture by its own.
pub(super) fn size(media_type: &str, start: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match media_type {
        "image/svg+xml" => svg(&String::from_utf8_lossy(start))?,
        "image/png" => png(start)?,
        "image/gif" => gif(start)?,
        "image/jpeg" => jpeg(start)?,
        "image/webp" => webp(start)?,
        _ => return None,
    };
    let fits = |side: u32| (1..=20_000).contains(&side);
    (fits(width) && fits(height)).then_some((width, height))
}

/// Of the root element: `width` and `height` in pixels, else the last two numbers of `viewBox`.
fn svg(text: &str) -> Option<(u32, u32)> {
    let root = text.get(text.find("<svg")?..)?;
    let root = root.get(..root.find('>')?)?;
    let own = |name: &str| pixels(attribute(root, name)?);
    if let (Some(width), Some(height)) = (own("width"), own("height")) {
        return Some((width, height));
    }
    let mut sides = attribute(root, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
    Some((pixels(sides.next()?)?, pixels(sides.next()?)?))
}

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    for quote in ['"', '\''] {
        let Some(at) = element.find(&format!(" {name}={quote}")) else { continue };
        let value = element.get(at + name.len() + 3..)?;
        return value.get(..value.find(quote)?);
    }
    None
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and a side is compared after it"
)]
fn pixels(text: &str) -> Option<u32> {
    let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
    Some(number.ceil() as u32)
}

/// The header that begins every file: signature, `IHDR`, width, height.
fn png(start: &[u8]) -> Option<(u32, u32)> {
    let head = start.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    Some((big(head.get(8..12)?), big(head.get(12..16)?)))
}

fn gif(start: &[u8]) -> Option<(u32, u32)> {
    let head = start.strip_prefix(b"GIF8")?;
    Some((little(head.get(2..4)?), little(head.get(4..6)?)))
}

/// The first frame header (markers C0 to CF without C4, C8, CC) after segments of told length.
fn jpeg(start: &[u8]) -> Option<(u32, u32)> {
    let mut rest = start.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, ..] = rest else { return None };
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((big(rest.get(7..9)?), big(rest.get(5..7)?)));
        }
        let length = usize::try_from(big(rest.get(2..4)?)).ok()?;
        rest = rest.get(2 + length.max(2)..)?;
    }
}

/// The three kinds of WebP: lossy (a key frame's header), lossless (14 bits each), extended (24 bits each).
fn webp(start: &[u8]) -> Option<(u32, u32)> {
    let head = start.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let data = head.get(8..)?;
    match head.get(..4)? {
        b"VP8 " => Some((little(data.get(6..8)?) & 0x3fff, little(data.get(8..10)?) & 0x3fff)),
        b"VP8L" => {
            let bits = little(data.get(1..5)?);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(data.get(4..7)?) + 1, little(data.get(7..10)?) + 1)),
        _ => None,
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_tell_their_size_at_their_beginning() {
        let sized = br#"<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 9 9" width="720" height="400.5px">"#;
        assert_eq!(size("image/svg+xml", sized), Some((720, 401)));
        let boxed = br#"<svg viewBox="0 0 300 150"><rect width="1" height="1"/>"#;
        assert_eq!(size("image/svg+xml", boxed), Some((300, 150)));
        assert_eq!(size("image/svg+xml", b"<svg width=\"100%\" height=\"1\">"), None);

        assert_eq!(size("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x80"), Some((256, 128)));
        assert_eq!(size("image/gif", b"GIF89a\x10\0\x20\0"), Some((16, 32)));
        let photo = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08\x01\x02\x03\x04";
        assert_eq!(size("image/jpeg", photo), Some((0x0304, 0x0102)));
        assert_eq!(size("image/webp", b"RIFF....WEBPVP8X....\0\0\0\0\x0f\0\0\x1f\0\0"), Some((16, 32)));
        assert_eq!(size("image/webp", b"RIFF....WEBPVP8L....\x2f\x0f\xc0\x07\0"), Some((16, 32)));
    }

    #[test]
    fn what_tells_no_size_or_a_wild_one_keeps_no_place() {
        for (kind, start) in [
            ("image/png", &b"\x89PNG"[..]),
            ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"),
            ("image/jpeg", b"\xff\xd8\xff\xe0\0\0\0\0"),
            ("image/jpeg", b"\xff\xd8"),
            ("image/svg+xml", b"<svg width=\"1\" height=\"NaN\""),
            ("image/svg+xml", b"<svg width=\"-5\" height=\"1e99\">"),
            ("image/bmp", b"BM"),
        ] {
            assert_eq!(size(kind, start), None, "{kind} {start:?}");
        }
    }
}

//! A QR code (ISO/IEC 18004) as one SVG path: no script, no style, no picture to be fetched.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

use crate::text::second_factor as words;

/// Light modules around it, as the standard asks.
const MARGIN: usize = 4;

/// The text as a QR code, dark on white in both themes. Nothing where the text is too long for one.
#[component]
pub(super) fn Picture(text: String) -> impl IntoView {
    drawn(&text).map(|(path, side)| {
        view! {
            <svg
                class="size-56 shrink-0 rounded-lg bg-white"
                viewBox=format!("0 0 {side} {side}")
                role="img"
                aria-label=words::PICTURE
                shape-rendering="crispEdges"
            >
                <path d=path fill="#000"></path>
            </svg>
        }
    })
}

/// The dark modules as a path, each row in runs; and the side of the whole with its margin.
fn drawn(text: &str) -> Option<(String, usize)> {
    use std::fmt::Write as _;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colours = code.to_colors();
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let (from, down, long) = (x + MARGIN, y + MARGIN, run.len());
                // Writing to a String does not fail.
                let _ = write!(path, "M{from} {down}h{long}v1h-{long}z");
            }
            x += run.len();
        }
    }
    Some((path, width + 2 * MARGIN))
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "otpauth://totp/Guildhall:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Guildhall";
        let (path, side) = drawn(text).expect("is short enough");
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).expect("is short enough");
        assert_eq!(side, code.width() + 8);
        let lengths =
            path.split('h').skip(1).step_by(2).filter_map(|part| part.split('v').next()?.parse::<usize>().ok());
        let dark = code.to_colors().iter().filter(|colour| **colour == qrcode::Color::Dark).count();
        assert_eq!(lengths.sum::<usize>(), dark);
        assert!(path.starts_with("M4 4h7v1h-7z"), "the corner's mark: {path}");
        assert!(drawn(&"x".repeat(5_000)).is_none());
    }
}

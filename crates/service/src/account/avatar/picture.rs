//! A picture that somebody sent, made anew: nothing of the file that came in is kept but what the picture looks like.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

/// The width and height of every picture that is kept, in pixels.
pub const SIDE: u32 = 256;
/// The width and height that are decoded, at most.
const MAX_SIDE: u32 = 4_096;
/// Bytes that a decoder may take: 4,096 × 4,096 pixels of four bytes, and what it needs beside.
const MAX_MEMORY: u64 = 96 * 1024 * 1024;
/// Of 100. Below, edges show rings at this size.
const QUALITY: u8 = 88;

/// A picture as it is kept.
pub(super) struct Picture {
    pub(super) media_type: &'static str,
    pub(super) content: Vec<u8>,
}

/// Why a picture cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Not one of the four formats, whatever it is called.
    Format,
    /// Wider or higher than is decoded.
    Dimensions,
    /// It begins like a picture and is none.
    Broken,
}

impl Misfit {
    /// The stable word and the sentence.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Format => ("not_a_picture", "A picture as PNG, JPEG, WebP or GIF is needed."),
            Self::Dimensions => ("too_many_pixels", "At most 4,096 pixels wide and high."),
            Self::Broken => ("broken", "This picture cannot be read; it may be damaged."),
        }
    }
}

/// The picture as a square of [`SIDE`] pixels, upright, cut from the middle; of a moving one, the first frame.
///
/// What it is, is told by its first bytes; how large, by its header, before anything is decoded. JPEG where every pixel is
/// opaque, else PNG.
pub(super) fn remade(bytes: &[u8]) -> Result<Picture, Misfit> {
    let format = image::guess_format(bytes).map_err(|_| Misfit::Format)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif) {
        return Err(Misfit::Format);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| misfit(&error))?;
    let (width, height) = decoder.dimensions();
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(Misfit::Dimensions);
    }
    let orientation = decoder.orientation().map_err(|error| misfit(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| misfit(&error))?;
    image.apply_orientation(orientation);
    encoded(&image.resize_to_fill(SIDE, SIDE, FilterType::CatmullRom)).map_err(|error| misfit(&error))
}

fn misfit(error: &image::ImageError) -> Misfit {
    if matches!(error, image::ImageError::Limits(_)) { Misfit::Dimensions } else { Misfit::Broken }
}

fn encoded(image: &DynamicImage) -> image::ImageResult<Picture> {
    let mut content = Vec::new();
    let pixels = image.to_rgba8();
    if pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut content, QUALITY))?;
        return Ok(Picture { media_type: "image/jpeg", content });
    }
    pixels.write_to(&mut Cursor::new(&mut content), ImageFormat::Png)?;
    Ok(Picture { media_type: "image/png", content })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), format).expect("is written");
        bytes
    }

    fn sample(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) }).into()
    }

    fn read(picture: &Picture) -> DynamicImage {
        let image = image::load_from_memory(&picture.content).expect("a picture");
        assert_eq!((image.width(), image.height()), (SIDE, SIDE));
        image
    }

    #[test]
    fn each_of_the_four_formats_becomes_a_square() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            for (width, height) in [(300, 100), (100, 300), (1, 1)] {
                let made = remade(&written(&sample(width, height), format)).expect("is taken");
                assert_eq!(made.media_type, "image/jpeg", "{format:?}");
                read(&made);
            }
        }
    }

    #[test]
    fn what_shines_through_stays_so() {
        let glass = RgbaImage::from_pixel(300, 300, Rgba([10, 20, 30, 100]));
        let made = remade(&written(&glass.into(), ImageFormat::Png)).expect("is taken");
        assert_eq!(made.media_type, "image/png");
        assert_eq!(read(&made).to_rgba8().get_pixel(9, 9).0[3], 100);
    }

    #[test]
    fn nothing_of_the_file_is_kept_but_the_looks() {
        let mut bytes = written(&sample(300, 300), ImageFormat::Jpeg);
        // An EXIF segment behind the start of the file: turned by a quarter (orientation 6), with a place in it.
        let exif: &[u8] = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0secret place";
        let length = u16::try_from(exif.len() + 2).expect("is short").to_be_bytes();
        let segment = [&[0xff, 0xe1], &length[..], exif].concat();
        bytes.splice(2..2, segment);
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        let made = remade(&bytes).expect("is taken");
        let holds = |needle: &[u8]| made.content.windows(needle.len()).any(|part| part == needle);
        assert!(!holds(b"secret place") && !holds(b"Exif") && !holds(b"script"));
        // Left was red: turned clockwise, it is above.
        let above = read(&made).to_rgb8().get_pixel(128, 20).0;
        assert!(above[0] > 200 && above[2] < 50, "{above:?}");
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused_before_it_is_decoded() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
        let bmp = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0";
        for bytes in [&b""[..], b"hello", svg, bmp, b"%PDF-1.7"] {
            assert_eq!(remade(bytes).err(), Some(Misfit::Format), "{bytes:?}");
        }
        let whole = written(&sample(300, 300), ImageFormat::Png);
        for bytes in [&whole[..20], b"GIF89a", b"\xff\xd8\xff\xe0 and nothing", b"RIFF\x10\0\0\0WEBPVP8 "] {
            assert_eq!(remade(bytes).err(), Some(Misfit::Broken), "{bytes:?}");
        }
        // A header that claims 60,000 × 60,000 pixels over a few bytes; its checksum fits.
        let mut bomb = whole;
        bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let sum = crc(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&sum);
        assert_eq!(remade(&bomb).err(), Some(Misfit::Dimensions));
    }

    /// The checksum of PNG's chunks (PNG specification, annex D).
    fn crc(bytes: &[u8]) -> u32 {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            }
        }
        !sum
    }
}

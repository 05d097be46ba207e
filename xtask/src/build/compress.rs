//! Brotli and gzip beside a file, at the highest setting: paid once at build, saved at every request.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::cache::Cache;
use super::hash;

/// Endings of formats that are not compressed already.
const COMPRESSIBLE: [&str; 10] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// The compressed variants (ending to add, bytes) that are smaller than the file itself.
pub(super) fn variants(name: &str, content: &[u8], cache: &mut Cache) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if !COMPRESSIBLE.contains(&ending) {
        return Ok(Vec::new());
    }
    let folder = cache.folder(&format!("packed-{}", hash::of([content])), |folder| {
        fs::write(folder.join("br"), brotli(content)?)?;
        fs::write(folder.join("gz"), gzip(content)?)?;
        Ok(())
    })?;
    let mut found = Vec::new();
    for kind in ["br", "gz"] {
        let packed = fs::read(folder.join(kind))?;
        if packed.len() < content.len() {
            found.push((kind, packed));
        }
    }
    Ok(found)
}

/// Brotli at quality 11.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let settings = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &settings)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn variants_unpack_to_the_file() -> Result<()> {
        let place = tempfile::tempdir()?;
        let mut cache = Cache::open(place.path())?;
        let content = b"the same words again and again ".repeat(50);
        let found = variants("words.txt", &content, &mut cache)?;
        let [("br", br), ("gz", gz)] = found.as_slice() else { anyhow::bail!("both variants are wanted") };

        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut br.as_slice(), &mut unpacked)?;
        assert_eq!(unpacked, content);
        unpacked.clear();
        flate2::read::GzDecoder::new(gz.as_slice()).read_to_end(&mut unpacked)?;
        assert_eq!(unpacked, content);
        Ok(())
    }

    #[test]
    fn a_variant_that_saves_nothing_is_left_out() -> Result<()> {
        let place = tempfile::tempdir()?;
        let mut cache = Cache::open(place.path())?;
        assert!(variants("a.txt", b"a", &mut cache)?.is_empty());
        assert!(variants("photo.webp", &[0; 1000], &mut cache)?.is_empty());
        Ok(())
    }
}

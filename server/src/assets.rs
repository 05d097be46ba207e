//! The built site inside the binary: what `cargo xtask build` wrote to `site/`.
//!
//! A release build holds the files; a development build reads them from the folder, so that a new build shows without
//! a new server. Beside a file stand its compressed variants (`.br`, `.gz`), made once at the highest setting.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::{EmbeddedFile, RustEmbed};

/// A site that was not built is an empty one: the server starts, and says so.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../site"]
#[allow_missing = true]
struct Site;

/// The addresses of the built files that pages refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetNames {
    /// The style sheet.
    pub css: String,
    /// The loader of the islands.
    pub loader: String,
    /// The islands' JavaScript.
    pub js: String,
    /// The islands' WebAssembly.
    pub wasm: String,
}

/// Why pages come without style and islands.
#[derive(Debug, thiserror::Error)]
pub enum NotBuilt {
    /// There is no list of files.
    #[error("the site is not built, so pages come without style and islands; run `cargo xtask build`")]
    Missing,
    /// The list is of another build.
    #[error("site/assets.json does not name {0}; run `cargo xtask build`")]
    Incomplete(&'static str),
    /// The list cannot be read.
    #[error("site/assets.json cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl AssetNames {
    /// The names in the built site.
    pub fn load() -> Result<Self, NotBuilt> {
        let list = Site::get("assets.json").ok_or(NotBuilt::Missing)?;
        let names: BTreeMap<String, String> = serde_json::from_slice(&list.data)?;
        let name = |logical| names.get(logical).cloned().ok_or(NotBuilt::Incomplete(logical));
        Ok(Self {
            css: name("main.css")?,
            loader: name("loader.js")?,
            js: name("guildhall.js")?,
            wasm: name("guildhall_bg.wasm")?,
        })
    }
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
    /// Not at all.
    Plain,
}

impl Packing {
    /// Best first.
    pub const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Plain];

    /// The word in `Accept-Encoding` and `Content-Encoding`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Plain => "identity",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }
}

/// A file of the site.
pub struct Asset {
    /// Its bytes, packed.
    pub bytes: Bytes,
    /// How they are packed.
    pub packing: Packing,
    /// Changes with the bytes.
    pub etag: String,
}

/// The file at this path, packed in the best way that is accepted.
pub fn find(path: &str, accepts: impl Fn(Packing) -> bool) -> Option<Asset> {
    // The list and the packed variants are not asked for by name.
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_roundabout = path.split('/').any(|part| matches!(part, "" | "." | ".."));
    if is_roundabout || path == "assets.json" || matches!(ending, "br" | "gz") {
        return None;
    }
    let found = |packing: Packing| Site::get(&format!("{path}{}", packing.ending())).map(|file| (packing, file));
    let acceptable = Packing::ALL.into_iter().filter(|packing| *packing == Packing::Plain || accepts(*packing));
    let (packing, file) = acceptable.into_iter().find_map(found)?;
    Some(Asset { etag: etag(&file), packing, bytes: bytes(file.data) })
}

fn etag(file: &EmbeddedFile) -> String {
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(&file.metadata.sha256_hash()[..12]))
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

/// The paths of all files, for the test that every one of them is served.
#[cfg(test)]
pub(crate) fn paths() -> impl Iterator<Item = Cow<'static, str>> {
    Site::iter().filter(|path| find(path, |_| true).is_some())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn only_files_of_the_site_are_found_and_by_one_name_only() {
        for path in ["assets.json", "pkg/../assets.json", "../Cargo.toml", "pkg//x", "favicon.svg.br", ""] {
            assert!(find(path, |_| true).is_none(), "{path}");
        }
    }
}

//! The built site inside the binary.

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

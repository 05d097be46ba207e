//! `cargo xtask build`: what the browser gets, into `site/`.
//!
//! ```text
//! frontend ──cargo──▶ wasm ──wasm-bindgen──▶ glue + wasm ──wasm-opt──▶ ┐
//! style/main.css ──Tailwind──▶ main.css ───────────────────────────────┤──hash names, compress──▶ site/
//! frontend/loader.js, public/ ─────────────────────────────────────────┘
//! ```
//!
//! The server embeds `site/` and learns the hashed names from `site/assets.json`. Every costly step keeps its result under
//! a hash of what went in ([`cache`]), so a second build of the same sources only asks cargo whether it is fresh.

mod cache;
mod compress;
mod hash;
mod loader;
mod site;
mod style;
mod wasm;

use std::time::Instant;

use anyhow::Result;

use crate::{root, say};
use cache::Cache;
pub(crate) use compress::brotli;
pub(crate) use hash::hex;
use site::Site;

/// Options of `cargo xtask build`.
#[derive(clap::Args)]
pub(crate) struct Args {}

/// Builds the browser part.
pub(crate) fn run(_: &Args) -> Result<()> {
    let started = Instant::now();
    let root = root::repository()?;
    let mut cache = Cache::open(&root::target(&root).join("site-cache"))?;
    let mut site = Site::default();

    wasm::add(&root, &mut cache, &mut site)?;
    style::add(&root, &mut cache, &mut site)?;
    loader::add(&root, &mut site)?;
    site.add_folder(&root.join("public"))?;
    let written = site.write(&root.join("site"), &mut cache)?;

    cache.forget_unused()?;
    say::step(format_args!("site/: {written} in {:.1} s", started.elapsed().as_secs_f32()));
    Ok(())
}

//! The code for the browser: `frontend` compiled to WebAssembly, its JavaScript glue, and wasm-opt over it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::cache::Cache;
use super::hash;
use super::site::Site;
use crate::{process, say};

/// Stem of the glue and the module.
const NAME: &str = "guildhall";

/// For size, with every feature that rustc has on for wasm32-unknown-unknown: wasm-opt refuses code with a feature it was
/// not told of, and all browsers of the last three years know these.
const OPTIMISE: [&str; 9] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Adds the glue, its snippets and the module.
pub(super) fn add(root: &Path, cache: &mut Cache, site: &mut Site) -> Result<()> {
    let compiled = fs::read(compile(root)?)?;
    let tool = fs::read(root.join("node_modules/binaryen/package.json")).context("run scripts/setup first")?;
    let mut inputs = vec![compiled.as_slice(), &tool];
    inputs.extend(OPTIMISE.iter().map(|option| option.as_bytes()));
    let made = cache.folder(&format!("wasm-{}", hash::of(inputs)), |folder| {
        say::step("binding and shrinking the wasm");
        bind(&compiled, folder)?;
        optimise(root, &folder.join(format!("{NAME}_bg.wasm")))
    })?;

    site.add_hashed(&format!("{NAME}_bg.wasm"), fs::read(made.join(format!("{NAME}_bg.wasm")))?);
    let glue = fs::read_to_string(made.join(format!("{NAME}.js")))?;
    let glue = add_snippets(&made, glue, site)?;
    site.add_hashed(&format!("{NAME}.js"), glue.into_bytes());
    Ok(())
}

/// Asks cargo for the module; it says itself where it put it.
fn compile(root: &Path) -> Result<PathBuf> {
    let said = process::output(process::cargo(root).args([
        "build",
        "--package=frontend",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--profile=wasm-release",
        "--message-format=json-render-diagnostics",
    ]))
    .context("the browser part does not compile (if core or std was not found: run scripts/setup)")?;
    String::from_utf8(said)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == "frontend")
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|path| path.as_str().map(PathBuf::from))
        .find(|path| path.extension().is_some_and(|ending| ending == "wasm"))
        .context("cargo built no wasm module for frontend")
}

fn bind(compiled: &[u8], folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    // The loader passes the module's hashed URL, so the glue holds no path of its own.
    bindgen
        .input_bytes(NAME, compiled.to_vec())
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    if folder.join("package.json").exists() {
        bail!("a crate of the browser part wants packages from npm at run time, and pages load none");
    }
    Ok(())
}

fn optimise(root: &Path, module: &Path) -> Result<()> {
    process::quietly(process::npm_tool(root, "wasm-opt")?.args(OPTIMISE).arg(module).arg("-o").arg(module))
}

/// Snippets are files that crates bring along and the glue imports by a relative path: they get hashed names too.
fn add_snippets(made: &Path, mut glue: String, site: &mut Site) -> Result<String> {
    let folder = made.join("snippets");
    if !folder.is_dir() {
        return Ok(glue);
    }
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(made)?.to_str().context("a file name is not UTF-8")?;
            let hashed = site.add_hashed(&path.replace('/', "-"), fs::read(entry.path())?);
            glue = glue.replace(&format!("./{path}"), &format!("./{hashed}"));
        }
    }
    Ok(glue)
}

//! `cargo xtask size`: what the first view of a page weighs, part by part, in Brotli.
//!
//! Asks a fresh server for the page over loopback and follows what the page names: style sheets, scripts, and the two
//! files the loader fetches when an island asks for them (counted apart where all islands can wait for a touch).

use anyhow::{Context as _, Result};

use crate::serve::Server;
use crate::{build, root, say, serve};

/// Elements without an end tag (HTML, "void elements").
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Options of `cargo xtask size`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The page to weigh.
    #[arg(default_value = "/")]
    page: String,
}

/// Prints a line per part and the sum.
pub(crate) fn run(args: &Args) -> Result<()> {
    let root = root::repository()?;
    build::run(&build::Args {})?;
    let binary = serve::build(&root)?;
    let server = Server::start(&binary)?;

    let page = get(&server, &args.page)?;
    let html = String::from_utf8(page.clone()).context("the page is not text")?;
    let loaded_now = loads_at_once(&html);
    let mut sum = line("page", &args.page, &page, true)?;
    for (part, counted) in parts(&html, loaded_now) {
        let size = line(kind(&part), &part, &get(&server, &part)?, counted)?;
        sum += if counted { size } else { 0 };
    }
    say::result(format_args!("{:>9.2} kB  first view, untouched", kilobytes(sum)));
    Ok(())
}

/// The files that a page names, and whether the first view fetches them.
fn parts(html: &str, loaded_now: bool) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for (start, counted) in [
        (r#" href="/pkg/"#, true),
        (r#" src="/pkg/"#, true),
        (r#" data-js="/pkg/"#, loaded_now),
        (r#" data-wasm="/pkg/"#, loaded_now),
    ] {
        for (at, _) in html.match_indices(start) {
            let path = html[at + start.len()..].split('"').next().unwrap_or_default();
            let path = format!("/pkg/{path}");
            if !found.iter().any(|(known, _)| *known == path) {
                found.push((path, counted));
            }
        }
    }
    found
}

/// Whether the loader fetches code at once: some island stands outside every `data-wait="touch"`. Follows the depth of
/// tags, which leptos always closes.
fn loads_at_once(html: &str) -> bool {
    let mut depth = 0_usize;
    let mut waiting_from = None;
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            waiting_from = waiting_from.filter(|from| *from <= depth);
        } else if !VOID.contains(&name) && !tag.starts_with('!') && !tag.ends_with('/') {
            depth += 1;
            if tag.contains(r#"data-wait="touch""#) {
                waiting_from = waiting_from.or(Some(depth));
            }
            if name == "leptos-island" && waiting_from.is_none() {
                return true;
            }
        }
    }
    false
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "style",
        Some("js") => "script",
        Some("wasm") => "wasm",
        _ => "other",
    }
}

#[expect(clippy::cast_precision_loss, reason = "a size to read, far below the precise range")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

fn line(kind: &str, path: &str, content: &[u8], counted: bool) -> Result<usize> {
    let size = build::brotli(content)?.len();
    let note = if counted { "" } else { "  (at the first touch)" };
    say::result(format_args!("{:>9.2} kB  {kind:<7} {path}{note}", kilobytes(size)));
    Ok(size)
}

/// The body of one plain GET.
fn get(server: &Server, path: &str) -> Result<Vec<u8>> {
    let mut answer = serve::whole_answer(server.port(), path)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("no HTTP answer")?;
    Ok(answer.split_off(end + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_island_outside_the_wrapper_loads_at_once() {
        let waiting = r#"<body><img src="a"><div data-wait="touch"><p><leptos-island></leptos-island></p></div>"#;
        assert!(!loads_at_once(waiting));
        assert!(loads_at_once(&format!("{waiting}<leptos-island></leptos-island></body>")));
        assert!(!loads_at_once("<body><p>no island</p></body>"));
    }

    #[test]
    fn parts_are_counted_once_and_code_only_when_it_is_fetched() {
        let html =
            r#"<link href="/pkg/a.css"><link href="/pkg/a.css"><script src="/pkg/l.js" data-wasm="/pkg/g.wasm">"#;
        let found = parts(html, false);
        let names = found.iter().map(|(path, counted)| (path.as_str(), *counted)).collect::<Vec<_>>();
        assert_eq!(names, [("/pkg/a.css", true), ("/pkg/l.js", true), ("/pkg/g.wasm", false)]);
    }
}

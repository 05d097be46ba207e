//! Every code of an error, read out of the sources: where a problem, a field's error or a run's failure is made, its code
//! and its sentence stand beside each other.
//!
//! Found are calls like `Problem::new(Kind::Conflict, "run_over", "This run is over already.")` and tuples of the same
//! three; `malformed("bad_id", …)`; `FieldError::new("text", "required", "…")`; `Failure::new("not_text", "…")` and
//! `Failed("interrupted".to_owned(), …)`. A code that is made in another way is found by the tests of the interface, which
//! look up each one that they meet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use domain::error::Kind;
use http::StatusCode;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Arm, Attribute, Expr, ExprCall, ExprTuple, ItemMod, Lit, Macro, Pat, Token};
use walkdir::WalkDir;

const SOURCES: [&str; 3] = ["crates/engine/src", "crates/service/src", "server/src"];

/// Codes with the sentences that are told with them.
type Codes<K> = BTreeMap<K, BTreeSet<String>>;

#[derive(Default)]
struct Found {
    problems: Codes<(u16, String)>,
    fields: Codes<String>,
    failures: Codes<String>,
    /// The constants of the file that is looked at, for sentences that have a name.
    texts: BTreeMap<String, String>,
    /// The statuses of the arm that is looked at, where it gives words to statuses: they go before those of kinds.
    statuses: Vec<u16>,
}

/// The document, made from the sources below `root`.
pub(super) fn document(root: &Path) -> Result<String> {
    let mut found = Found::default();
    for folder in SOURCES {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry?;
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(path)?;
                found.read(&text).with_context(|| format!("{} cannot be read", path.display()))?;
            }
        }
    }
    Ok(found.told())
}

impl Found {
    fn read(&mut self, text: &str) -> Result<()> {
        let file = syn::parse_file(text)?;
        let mut texts = Texts::default();
        texts.visit_file(&file);
        self.texts = texts.0;
        self.visit_file(&file);
        Ok(())
    }

    fn told(&self) -> String {
        let mut text = String::from(
            "# Errors\n\n\
             Made from the sources by `cargo xtask docs`; a test compares the two.\n\n\
             Every answer from 400 up is a problem (RFC 9457) with `status`, `code`, `detail`, `request_id`, and `errors` where\n\
             fields do not fit. Go by `code`: sentences may become better. `…` stands for what differs from case to case.\n\n\
             ## Problems\n\n| status | code | what it says |\n|---:|---|---|\n",
        );
        for ((status, code), sentences) in &self.problems {
            row(&mut text, &format!("{status} | `{code}`"), sentences);
        }
        text.push_str(
            "\n## Fields\n\nThe `code` of an entry of `errors`; its `field` names the field.\n\n\
             | code | what it says |\n|---|---|\n",
        );
        for (code, sentences) in &self.fields {
            row(&mut text, &format!("`{code}`"), sentences);
        }
        text.push_str(
            "\n## Runs\n\nThe `code` of a run's `failure`. A run that fails costs nothing. Agents may have codes of their own.\n\n\
             | code | what it says |\n|---|---|\n",
        );
        for (code, sentences) in &self.failures {
            row(&mut text, &format!("`{code}`"), sentences);
        }
        text
    }

    /// The text of a literal, of a constant, or of the pattern of a `format!`.
    fn text(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            Expr::Path(path) => {
                // Cleared, where one name stands for several.
                let text = self.texts.get(&path.path.segments.last()?.ident.to_string())?;
                (!text.is_empty()).then(|| text.clone())
            }
            Expr::MethodCall(call) => self.text(&call.receiver),
            Expr::Reference(reference) => self.text(&reference.expr),
            Expr::Macro(call) if call.mac.path.is_ident("format") => {
                let pattern: syn::LitStr = call
                    .mac
                    .parse_body_with(|input: syn::parse::ParseStream<'_>| {
                        let pattern = input.parse()?;
                        let _rest: proc_macro2::TokenStream = input.parse()?;
                        Ok(pattern)
                    })
                    .ok()?;
                Some(without_places(&pattern.value()))
            }
            _ => None,
        }
    }

    fn problem(&mut self, parts: &[&Expr]) {
        let [kind, code, rest @ ..] = parts else { return };
        let (Some(kind), Some(code)) = (kind_of(kind), self.code(code)) else { return };
        let sentence = rest.first().and_then(|detail| self.text(detail));
        let statuses = if self.statuses.is_empty() { vec![kind.status()] } else { self.statuses.clone() };
        for status in statuses {
            self.problems.entry((status, code.clone())).or_default().extend(sentence.clone());
        }
    }

    fn code(&self, expr: &Expr) -> Option<String> {
        self.text(expr)
            .filter(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_of_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let arguments: Vec<&Expr> = call.args.iter().collect();
        let name = path_of(&call.func);
        let ends = |ending: &[&str]| name.ends_with(&ending.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        match arguments.as_slice() {
            [_, code, rest @ ..] if ends(&["FieldError", "new"]) => {
                if let Some(code) = self.code(code) {
                    let sentence = rest.first().and_then(|message| self.text(message));
                    self.fields.entry(code).or_default().extend(sentence);
                }
            }
            [code, rest @ ..] if ends(&["Failure", "new"]) || ends(&["Failed"]) => {
                if let Some(code) = self.code(code) {
                    let sentence = rest.first().and_then(|message| self.text(message));
                    self.failures.entry(code).or_default().extend(sentence);
                }
            }
            [code, _, rest @ ..] if ends(&["malformed"]) => {
                if let Some(code) = self.code(code) {
                    let sentence = rest.first().and_then(|message| self.text(message));
                    self.problems.entry((Kind::Malformed.status(), code.clone())).or_default().extend(sentence.clone());
                    self.fields.entry(code).or_default().extend(sentence);
                }
            }
            parts => self.problem(parts),
        }
        visit::visit_expr_call(self, call);
    }

    /// What stands in `vec![…]` and its like are expressions, as far as they can be read as such.
    fn visit_macro(&mut self, call: &'ast Macro) {
        let inside = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
        for expr in inside.iter().flatten() {
            Visit::visit_expr(self, expr);
        }
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        let outer = std::mem::replace(&mut self.statuses, statuses(&arm.pat));
        visit::visit_arm(self, arm);
        self.statuses = outer;
    }

    fn visit_expr_tuple(&mut self, tuple: &'ast ExprTuple) {
        self.problem(&tuple.elems.iter().collect::<Vec<_>>());
        visit::visit_expr_tuple(self, tuple);
    }
}

/// Constants and bindings that are a text.
#[derive(Default)]
struct Texts(BTreeMap<String, String>);

impl<'ast> Visit<'ast> for Texts {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_of_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        if let Some(text) = Found::default().text(&item.expr) {
            self.0.insert(item.ident.to_string(), text);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let text = local.init.as_ref().and_then(|init| Found::default().text(&init.expr));
        if let (Pat::Ident(name), Some(text)) = (&local.pat, text) {
            self.0.entry(name.ident.to_string()).and_modify(String::clear).or_insert(text);
        }
        visit::visit_local(self, local);
    }
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|argument| argument.is_ident("test"))
    })
}

fn path_of(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Path(path) => path.path.segments.iter().map(|segment| segment.ident.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The statuses that a pattern names: `StatusCode::NOT_FOUND | StatusCode::GONE`.
fn statuses(pattern: &Pat) -> Vec<u16> {
    match pattern {
        Pat::Or(any) => any.cases.iter().flat_map(statuses).collect(),
        Pat::Path(path) => {
            let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            match names.as_slice() {
                [.., of, name] if of == "StatusCode" => status_of(name).into_iter().collect(),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The number of a status by the name of its constant, which is its reason in capitals.
fn status_of(name: &str) -> Option<u16> {
    (400..600).find(|number| {
        let reason = StatusCode::from_u16(*number).ok().and_then(|status| status.canonical_reason());
        reason.is_some_and(|reason| reason.to_uppercase().replace([' ', '-'], "_") == name)
    })
}

/// `Kind::Conflict`, whatever stands before it.
fn kind_of(expr: &Expr) -> Option<Kind> {
    let path = path_of(expr);
    let [.., of, name] = path.as_slice() else { return None };
    if of != "Kind" {
        return None;
    }
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    serde_json::from_value(serde_json::Value::String(snake)).ok()
}

/// A pattern of `format!` with `…` where something is put in.
fn without_places(pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find(['{', '}']) {
        let (before, at) = rest.split_at(open);
        text.push_str(before);
        if at.starts_with("{{") || at.starts_with("}}") {
            text.push_str(&at[..1]);
            rest = &at[2..];
        } else {
            text.push('…');
            rest = at.split_once('}').map_or("", |(_, after)| after);
        }
    }
    text + rest
}

fn row(text: &mut String, first: &str, sentences: &BTreeSet<String>) {
    let told: Vec<String> = sentences.iter().map(|sentence| sentence.replace('|', "\\|").replace('\n', " ")).collect();
    _ = writeln!(text, "| {first} | {} |", told.join("<br>"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_errors_is_that_of_the_sources() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let written = std::fs::read_to_string(root.join("docs/errors.md")).expect("docs/errors.md");
        assert!(written == document(&root).expect("reads the sources"), "run `cargo xtask docs`");
    }

    #[test]
    fn codes_are_found_wherever_they_are_made() {
        let mut found = Found::default();
        found
            .read(
                r#"
                const GONE: &str = "It is gone.";
                fn make() {
                    Problem::new(Kind::Conflict, "over", "It is over.");
                    let told = Self { retry: 1, ..Self::new(Kind::RateLimited, "often", format!("Wait {} s {{x}}.", 3)) };
                    match status { A => (Kind::Malformed, "bad", "It is bad."),
                        StatusCode::METHOD_NOT_ALLOWED => (Kind::Malformed, "method", "It is no method."), B => Self::new(Kind::NotFound, "gone", GONE) }
                    let told = vec![FieldError::new("text", "required", "Write something.")];
                    malformed("bad_id", "id", "That is no id.");
                    Err(Failure::new("not_text", "No text.").into());
                    Verdict::Failed("lost".to_owned(), message.to_owned());
                    Pair::new(1, "nothing");
                }
                #[cfg(test)]
                mod tests { fn f() { Problem::new(Kind::Conflict, "of_a_test", "No."); } }
                "#,
            )
            .expect("reads");
        let problems: Vec<(u16, &str)> = found.problems.keys().map(|(status, code)| (*status, code.as_str())).collect();
        assert_eq!(
            problems,
            [(400, "bad"), (400, "bad_id"), (404, "gone"), (405, "method"), (409, "over"), (429, "often"),]
        );
        assert!(found.problems[&(404, "gone".to_owned())].contains("It is gone."));
        assert!(found.problems[&(429, "often".to_owned())].contains("Wait … s {x}."));
        assert_eq!(found.fields.keys().collect::<Vec<_>>(), ["bad_id", "required"]);
        assert_eq!(found.failures.keys().collect::<Vec<_>>(), ["lost", "not_text"]);
        assert!(found.told().contains("| 409 | `over` | It is over. |"));
    }
}

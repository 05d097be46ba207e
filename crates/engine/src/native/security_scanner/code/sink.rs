//! What is looked for: calls, settings and assignments, and when they hurt.

use std::collections::HashMap;
use std::sync::LazyLock;

use tree_sitter::Node;

use super::flow::value::Clean;

/// An argument of a call, or the value of a setting.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// By place.
    At(usize),
    /// By name.
    Named(&'static str),
    /// By place or by name.
    Either(usize, &'static str),
    /// Each of them.
    Each,
    /// Each from this place on.
    From(usize),
    /// The object whose method is called.
    Object,
}

/// When it hurts.
#[derive(Clone, Copy)]
pub(super) enum Test {
    /// Always.
    Always,
    /// The value is not constant.
    Varies(Which, Clean),
    /// The value is a text put together, or comes from outside.
    Built(Which, Clean),
    /// The value comes from outside.
    Outside(Which, Clean),
    /// The value is a statement of SQL put together, or comes whole from outside.
    Sql(Which),
    /// The value is a statement of SQL put together: for methods whose names mean other things too.
    SqlText(Which),
    /// The value is one of these, whatever the case: as a text, or by its path.
    Is(Which, &'static [&'static str]),
    /// The text of the value holds one of these, whatever the case.
    Holds(Which, &'static [&'static str]),
    /// No argument of that name.
    Lacks(&'static str),
    /// Fewer arguments than that.
    Fewer(usize),
    /// The value is a number below.
    Below(Which, i64),
    /// The value is constant and not empty.
    Constant(Which),
    /// What is made is for a secret, by the names around it.
    ForSecret,
    /// The call's own text, with all before it in the chain, holds one of these.
    Says(&'static [&'static str]),
    /// The file holds one of these anywhere.
    FileSays(&'static [&'static str]),
    /// The function answers requests.
    Answers,
    /// All of them.
    All(&'static [Self]),
    /// One of them.
    One(&'static [Self]),
    /// Not so.
    Not(&'static Self),
}

/// How it can be mended by itself.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mend {
    /// A person has to.
    ByHand,
    /// Calls another function of the same object: the last name of the path is replaced.
    Callee(&'static str),
    /// Another value.
    Value(Which, &'static str),
}

/// Calls that hurt.
pub(super) struct Sink {
    /// What is called: `os.system` (the path or its end), `.execute` (a method of anything), `=eval` (just that).
    pub(super) callees: &'static [&'static str],
    /// When.
    pub(super) test: Test,
    /// What it is.
    pub(super) rule: &'static str,
    /// How it can be mended.
    pub(super) mend: Mend,
}

/// Settings and assignments that hurt; the value is the argument at place 0.
pub(super) struct Setting {
    /// Names, whatever the case for all that begins with `~`; a name with `.` before it is a member of anything.
    pub(super) keys: &'static [&'static str],
    /// When.
    pub(super) test: Test,
    /// What it is.
    pub(super) rule: &'static str,
    /// How it can be mended.
    pub(super) mend: Mend,
}

/// A call that hurts and has to be mended by hand.
pub(super) const fn sink(callees: &'static [&'static str], test: Test, rule: &'static str) -> Sink {
    Sink { callees, test, rule, mend: Mend::ByHand }
}

/// A setting that hurts and has to be mended by hand.
pub(super) const fn setting(keys: &'static [&'static str], test: Test, rule: &'static str) -> Setting {
    Setting { keys, test, rule, mend: Mend::ByHand }
}

/// What is looked for in a language.
pub(super) struct Tables {
    /// Paths whose values come from outside.
    pub(super) outside: &'static [&'static str],
    /// Types whose values do.
    pub(super) outside_types: &'static [&'static str],
    /// Calls that make values clean.
    pub(super) cleaners: &'static [(&'static [&'static str], Clean)],
    /// Calls that put texts together.
    pub(super) builders: &'static [&'static str],
    /// Methods whose result is the text with another form: `strip`, `toLowerCase`.
    pub(super) keepers: &'static [&'static str],
    /// Settings that hurt.
    pub(super) settings: &'static [Setting],
    /// Whether a function may set the variables of the one around it without saying so.
    pub(super) shares_variables: bool,
    /// Nodes that declare variables, where they are shared.
    pub(super) declarations: &'static [&'static str],
    /// Calls that hurt, by the last name of what is called.
    pub(super) by_name: LazyLock<HashMap<&'static str, Vec<(&'static str, &'static Sink)>>>,
}

/// The sinks by the last name of what they call.
pub(super) fn by_name(sinks: &'static [&'static [Sink]]) -> HashMap<&'static str, Vec<(&'static str, &'static Sink)>> {
    let mut found: HashMap<&str, Vec<(&str, &Sink)>> = HashMap::new();
    for sink in sinks.iter().copied().flatten() {
        for callee in sink.callees {
            found.entry(last(callee)).or_default().push((callee, sink));
        }
    }
    found
}

/// The last name of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit(['.', '=']).next().unwrap_or_default()
}

/// Whether a path is the one that a pattern means.
pub(super) fn fits(path: &str, pattern: &str) -> bool {
    if let Some(exact) = pattern.strip_prefix('=') {
        return path == exact;
    }
    if pattern.starts_with('.') {
        return path.ends_with(pattern) && path.len() > pattern.len();
    }
    path == pattern || path.strip_suffix(pattern).is_some_and(|before| before.ends_with('.'))
}

/// Whether a path begins with the one that a pattern means; `*` at its end stands for the rest of a name.
fn begins(path: &str, pattern: &str) -> bool {
    if let Some(start) = pattern.strip_suffix('*') {
        return path.starts_with(start);
    }
    if let Some(inner) = pattern.strip_prefix('.') {
        // Any object: the name, then an end.
        return path
            .match_indices(inner)
            .any(|(at, _)| at > 0 && path.as_bytes()[at - 1] == b'.' && ends_name(&path[at + inner.len()..]));
    }
    path.strip_prefix(pattern).is_some_and(ends_name)
}

fn ends_name(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '(', '['])
}

impl Tables {
    pub(super) fn is_outside(&self, path: &str) -> bool {
        self.outside.iter().any(|pattern| begins(path, pattern))
    }

    pub(super) fn is_outside_type(&self, declared: &str) -> bool {
        !declared.is_empty() && self.outside_types.iter().any(|name| declared == *name || fits(declared, name))
    }

    pub(super) fn cleans(&self, path: &str) -> Option<Clean> {
        let found = self.cleaners.iter().find(|(names, _)| names.iter().any(|name| fits(path, name)));
        found.map(|(_, clean)| *clean)
    }

    pub(super) fn builds(&self, path: &str) -> bool {
        self.builders.iter().any(|name| fits(path, name))
    }

    pub(super) fn keeps(&self, path: &str) -> bool {
        let name = last(path);
        self.keepers.contains(&name)
    }
}

/// What was found at a node.
#[derive(Clone, Debug)]
pub(super) struct Hit<'t> {
    pub(super) rule: &'static str,
    pub(super) node: Node<'t>,
    /// How it came there.
    pub(super) from: super::flow::value::From,
    /// Whether a text was put together.
    pub(super) is_built: bool,
    /// The name of what was called or set.
    pub(super) name: String,
    /// What would mend it.
    pub(super) edit: Option<(std::ops::Range<usize>, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_whole_names() {
        assert!(fits("os.system", "os.system") && fits("a.os.system", "os.system") && !fits("cos.system", "os.system"));
        assert!(fits("a.execute", ".execute") && !fits("execute", ".execute"));
        assert!(fits("eval", "=eval") && !fits("a.eval", "=eval"));
        assert!(begins("request.args.get", "request.args") && !begins("request.argsx", "request.args"));
        assert!(begins("x().getParameter", ".getParameter") && begins("$_GET[]", "$_GET"));
    }
}

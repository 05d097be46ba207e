//! Whether a call, a setting or an assignment hurts.

use std::sync::LazyLock;

use regex::Regex;
use tree_sitter::Node;

use super::flow::Flow;
use super::flow::value::{Clean, From, Value};
use super::reader::{Call, Callee, Shape};
use super::sink::{Hit, Mend, Setting, Sink, Test, Which, fits, last};

/// A statement of SQL by its beginning, or by what follows a table's name.
static SQL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:select\b.*\bfrom|insert\s+into|update\b.*\bset|delete\s+from|(?:create|drop|alter|truncate)\s+(?:table|database|user|index|view|schema)|merge\s+into|replace\s+into|grant\s|exec(?:ute)?\s|call\s|where\b.*[=<>?]|order\s+by|union\s+(?:all\s+)?select|select\s)",
    )
    .ok()
});

/// Whether a text that was put together is SQL, or may be because nothing is known of it but that it is from outside.
fn is_sql(value: &Value) -> bool {
    SQL.as_ref().is_some_and(|sql| sql.is_match(&value.text))
        || value.from == From::Outside && !value.text.contains(|c: char| c.is_ascii_alphabetic())
}

/// What is tested.
struct Site<'c, 't> {
    node: Node<'t>,
    object: Option<Node<'t>>,
    args: &'c [super::reader::Arg<'t>],
}

/// What a test saw.
#[derive(Clone, Copy)]
struct Seen {
    from: From,
    is_built: bool,
}

/// As sure as a pattern without a flow can be.
const PLAIN: Seen = Seen { from: From::Constant, is_built: false };

impl<'t> Flow<'t> {
    pub(super) fn check_call(&mut self, node: Node<'t>, path: &str, call: &Call<'t>) {
        let Some(sinks) = self.tables.by_name.get(last(path)) else { return };
        let object = match call.callee {
            Callee::Method(object, _) => Some(object),
            Callee::Node(_) | Callee::Named(_) => None,
        };
        let site = Site { node, object, args: &call.args };
        for (pattern, sink) in sinks {
            if fits(path, pattern)
                && let Some(seen) = self.test(&site, &sink.test)
            {
                let edit = self.mend(&site, sink, call);
                if sink.rule == "hardcoded-password" {
                    self.keep_constants(&call.args);
                }
                let name = last(path).to_owned();
                self.hit(Hit { rule: sink.rule, node, from: seen.from, is_built: seen.is_built, name, edit });
            }
        }
    }

    pub(super) fn check_setting(&mut self, node: Node<'t>, key: &str, value: Node<'t>) {
        self.check_pair(node, key, value);
    }

    pub(super) fn check_assignment(&mut self, node: Node<'t>, target: Node<'t>, raw: &str, value: Node<'t>) {
        let resolved = self.path(target);
        let is_member = matches!(self.reader.shape(self.code, target), Shape::Member(..) | Shape::Index(..));
        if is_member && resolved != raw {
            self.check_pair(node, &resolved, value);
        }
        self.check_pair(node, raw, value);
    }

    fn check_pair(&mut self, node: Node<'t>, key: &str, value: Node<'t>) {
        let args = [super::reader::Arg { name: None, node: value }];
        let site = Site { node, object: None, args: &args };
        self.check_password(node, key, value);
        let before = std::mem::replace(&mut self.target, key.to_owned());
        let tables = self.tables;
        for setting in tables.settings {
            if setting.keys.iter().any(|pattern| is_key(key, pattern))
                && let Some(seen) = self.test(&site, &setting.test)
            {
                let edit = Self::mend_setting(&site, setting);
                let name = last(key).to_owned();
                self.hit(Hit { rule: setting.rule, node, from: seen.from, is_built: seen.is_built, name, edit });
            }
        }
        self.target = before;
    }

    fn test(&mut self, site: &Site<'_, 't>, test: &Test) -> Option<Seen> {
        let told = |holds: bool| holds.then_some(PLAIN);
        match *test {
            Test::Always => Some(PLAIN),
            Test::Varies(which, clean) => {
                self.first(site, which, |value| !value.clean.holds(clean) && !value.is_constant())
            }
            Test::Built(which, clean) => self.first(site, which, |value| {
                !value.clean.holds(clean) && (value.is_built || value.from == From::Outside)
            }),
            Test::Outside(which, clean) => {
                self.first(site, which, |value| !value.clean.holds(clean) && value.from == From::Outside)
            }
            Test::Sql(which) => self.first(site, which, |value| {
                !value.clean.holds(Clean::SQL)
                    && if value.is_built { is_sql(value) } else { value.from == From::Outside }
            }),
            Test::SqlText(which) => self.first(site, which, |value| {
                !value.clean.holds(Clean::SQL)
                    && value.is_built
                    && SQL.as_ref().is_some_and(|sql| sql.is_match(&value.text))
            }),
            Test::Is(which, words) => told(self.any_text(site, which, |text| {
                words.iter().any(|word| text.eq_ignore_ascii_case(word) || fits(text, word))
            })),
            Test::Holds(which, words) => told(self.any_text(site, which, |text| {
                let text = text.to_ascii_lowercase();
                words.iter().any(|word| text.contains(word))
            })),
            Test::Lacks(name) => told(!site.args.iter().any(|arg| arg.name == Some(name))),
            Test::Fewer(count) => told(site.args.len() < count),
            Test::Below(which, limit) => {
                told(self.any_text(site, which, |text| number(text).is_some_and(|number| number < limit)))
            }
            Test::Constant(which) => {
                let nodes = Self::nodes(site, which);
                let is_constant = |value: Value| value.is_constant() && !value.text.is_empty();
                told(nodes.into_iter().any(|node| is_constant(self.eval(node))))
            }
            Test::ForSecret => told(
                speaks_of_secrets(self.function())
                    || speaks_of_secrets(&self.target)
                    || self.declared_for(site.node).is_some_and(speaks_of_secrets),
            ),
            Test::Says(words) => {
                let text = self.code.text(site.node);
                told(words.iter().any(|word| text.contains(word)))
            }
            Test::FileSays(words) => {
                let text = self.code.whole();
                told(words.iter().any(|word| text.contains(word)))
            }
            Test::Answers => told(self.answers()),
            Test::All(tests) => {
                let mut seen = PLAIN;
                for test in tests {
                    let one = self.test(site, test)?;
                    seen = Seen { from: seen.from.max(one.from), is_built: seen.is_built || one.is_built };
                }
                Some(seen)
            }
            Test::One(tests) => tests.iter().find_map(|test| self.test(site, test)),
            Test::Not(test) => told(self.test(site, test).is_none()),
        }
    }

    /// The first of the arguments whose value hurts.
    fn first(&mut self, site: &Site<'_, 't>, which: Which, hurts: impl Fn(&Value) -> bool) -> Option<Seen> {
        let nodes = Self::nodes(site, which);
        nodes.into_iter().find_map(|node| {
            let value = self.eval(node);
            hurts(&value).then_some(Seen { from: value.from, is_built: value.is_built })
        })
    }

    /// Whether a text of the arguments, or the path of one, is such.
    fn any_text(&mut self, site: &Site<'_, 't>, which: Which, is_such: impl Fn(&str) -> bool) -> bool {
        let nodes = Self::nodes(site, which);
        nodes.into_iter().any(|node| {
            let value = self.eval(node);
            (value.is_constant() && is_such(&value.text)) || is_such(&self.path(node)) || is_such(&value.origin)
        })
    }

    fn nodes(site: &Site<'_, 't>, which: Which) -> Vec<Node<'t>> {
        let by_place = |place: usize| site.args.iter().filter(|arg| arg.name.is_none()).nth(place);
        let by_name = |name: &str| site.args.iter().find(|arg| arg.name == Some(name));
        let one = match which {
            Which::At(place) => by_place(place),
            Which::Named(name) => by_name(name),
            Which::Either(place, name) => by_name(name).or_else(|| by_place(place)),
            Which::Each => return site.args.iter().map(|arg| arg.node).collect(),
            Which::From(place) => return site.args.iter().skip(place).map(|arg| arg.node).collect(),
            Which::Object => return site.object.into_iter().collect(),
        };
        one.map(|arg| arg.node).into_iter().collect()
    }

    /// The name of what the value of a call is given to, where the call stands right at its side.
    fn declared_for(&self, node: Node<'t>) -> Option<&'t str> {
        let mut around = node.parent();
        for _ in 0..8 {
            let Some(one) = around else { break };
            let name = ["name", "left", "pattern", "key"].iter().find_map(|field| one.child_by_field_name(field));
            if let Some(name) = name.filter(|name| name.end_byte() <= node.start_byte()) {
                return Some(self.code.text(name));
            }
            around = one.parent();
        }
        None
    }

    fn mend(&mut self, site: &Site<'_, 't>, sink: &Sink, call: &Call<'t>) -> Option<(std::ops::Range<usize>, String)> {
        match sink.mend {
            Mend::ByHand => None,
            Mend::Callee(new) => {
                // A bare name was imported by itself: the new one would not be known there.
                let Callee::Method(object, name) = call.callee else { return None };
                let after = self.code.whole().get(object.end_byte()..)?;
                let at = object.end_byte() + after.find(name)?;
                Some((at..at + name.len(), new.to_owned()))
            }
            Mend::Value(which, new) => Self::nodes(site, which).first().map(|node| (node.byte_range(), new.to_owned())),
        }
    }

    fn mend_setting(site: &Site<'_, 't>, setting: &Setting) -> Option<(std::ops::Range<usize>, String)> {
        match setting.mend {
            Mend::Value(which, new) => Self::nodes(site, which).first().map(|node| (node.byte_range(), new.to_owned())),
            Mend::ByHand | Mend::Callee(_) => None,
        }
    }
}

/// Whether the name of a setting is the one that a pattern means.
fn is_key(key: &str, pattern: &str) -> bool {
    match pattern.strip_prefix('~') {
        Some(pattern) => last(key).trim_start_matches('$').eq_ignore_ascii_case(pattern),
        None => fits(key, pattern),
    }
}

/// Whether a name speaks of secrets.
fn speaks_of_secrets(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["token", "passw", "secret", "salt", "nonce", "otp", "session", "csrf", "apikey", "api_key", "captcha", "reset"]
        .iter()
        .any(|word| name.contains(word))
        || name.split(['_', '.', '-', '$']).any(|word| matches!(word, "key" | "iv" | "pin" | "code" | "pwd"))
        || name.ends_with("key")
}

/// A number in any of the usual forms.
fn number(text: &str) -> Option<i64> {
    let text = text.replace('_', "");
    match text.strip_prefix("0o").or_else(|| text.strip_prefix("0x")) {
        Some(_) => None,
        None => text.trim_end_matches(['L', 'l']).parse().ok(),
    }
}

//! Constants that are given to names of passwords and keys.

use tree_sitter::Node;

use super::flow::Flow;
use super::flow::value::From;
use super::reader::Shape;
use super::sink::Hit;

/// What names of passwords and keys end in, without what stands between their words.
const NAMES: [&str; 18] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "secretkey",
    "apikey",
    "accesskey",
    "authtoken",
    "accesstoken",
    "apitoken",
    "privatekey",
    "clientsecret",
    "encryptionkey",
    "signingkey",
    "pass",
    "token",
    "authkey",
];
/// What stands for a value that is filled in elsewhere.
const STAND_INS: [&str; 22] = [
    "example",
    "changeme",
    "change_me",
    "your",
    "placeholder",
    "dummy",
    "xxxx",
    "todo",
    "redacted",
    "****",
    "none",
    "null",
    "undefined",
    "${",
    "{{",
    "<",
    "%(",
    "env(",
    "process.env",
    "insert",
    "....",
    "not-set",
];
/// Characters of a token, which are longer than words that speak of tokens.
const MIN_TOKEN: usize = 12;

impl<'t> Flow<'t> {
    /// Looks whether a password stands in the code.
    pub(super) fn check_password(&mut self, node: Node<'t>, key: &str, value: Node<'t>) {
        let Some(name) = name_of(key) else { return };
        let Shape::Constant(text) = self.reader.shape(self.code, value) else { return };
        if !value.kind().contains("string") || !is_password(name, &text) {
            return;
        }
        let name = super::sink::last(key).trim_start_matches('$').to_owned();
        let hit = Hit { rule: "hardcoded-password", node, from: From::Constant, is_built: false, name, edit: None };
        self.secrets.push(value.byte_range());
        self.hit(hit);
    }

    /// Keeps constants among the arguments of a call that was found to hold a password.
    pub(super) fn keep_constants(&mut self, args: &[super::reader::Arg<'t>]) {
        let texts = args.iter().filter(|arg| arg.node.kind().contains("string"));
        self.secrets.extend(texts.map(|arg| arg.node.byte_range()));
    }
}

/// Which kind of password a name speaks of.
fn name_of(key: &str) -> Option<&'static str> {
    let last = super::sink::last(key).trim_end_matches("[]");
    let plain: String = last.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    NAMES.into_iter().find(|name| plain.ends_with(name))
}

fn is_password(name: &str, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_word_of_names = NAMES.contains(&lower.replace(['_', '-', ' ', '.'], "").as_str());
    let is_address = lower.starts_with("http") || lower.starts_with('/') || lower.starts_with("./");
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_long_enough = match name {
        "token" | "pass" | "authtoken" | "accesstoken" | "apitoken" => text.len() >= MIN_TOKEN && has_digit,
        _ => text.len() >= 4,
    };
    is_long_enough
        && text.len() <= 200
        && !text.contains(char::is_whitespace)
        && !is_word_of_names
        && !is_address
        && !lower.ends_with("password")
        && !STAND_INS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_tell_passwords_from_labels() {
        assert!(
            name_of("dbPassword").is_some() && name_of("self.secret_key").is_some() && name_of("passenger").is_none()
        );
        assert!(is_password("password", "hunter2") && is_password("secretkey", "s3cr3t-v4lue"));
        for text in ["", "password", "Enter your password", "${DB_PASSWORD}", "<password>", "changeme", "https://a.b/c"]
        {
            assert!(!is_password("password", text), "{text}");
        }
    }
}

//! What the fields of an account must be like; checked in the browser and on the server by this code.

use crate::error::FieldError;

const MAX_EMAIL: usize = 254;
/// Characters that one may say about oneself.
pub const MAX_BIO: usize = 500;

/// The form in which an address is stored and compared: trimmed, in lower case.
pub fn normalised_email(text: &str) -> String {
    text.trim().to_lowercase()
}

/// An address: something, `@`, a host with a dot. Whether it exists is proven by a letter to it.
pub fn check_email(text: &str) -> Result<(), FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new("email", "required", "An e-mail address is needed."));
    }
    let bad = || FieldError::new("email", "not_an_email", "This does not look like an e-mail address.");
    let (local, host) = text.rsplit_once('@').ok_or_else(bad)?;
    let plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')' | '\\' | '@')
    };
    let labels_fit = host.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    if text.len() > MAX_EMAIL
        || local.is_empty()
        || local.len() > 64
        || !local.chars().all(plain)
        || !host.contains('.')
        || !labels_fit
    {
        return Err(bad());
    }
    Ok(())
}

/// 3 to 20 of letters, digits, `_` and `-`, beginning with a letter.
pub fn check_username(text: &str) -> Result<(), FieldError> {
    if text.is_empty() {
        return Err(FieldError::new("username", "required", "A user name is needed."));
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !(3..=20).contains(&text.chars().count()) {
        return Err(FieldError::new("username", "length", "3 to 20 characters."));
    }
    if !text.chars().all(fits) || !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err(FieldError::new("username", "characters", "Letters, digits, _ and -, beginning with a letter."));
    }
    Ok(())
}

/// 1 to 100 characters, none of them a control character.
pub fn check_full_name(text: &str) -> Result<(), FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new("full_name", "required", "A name is needed."));
    }
    if text.chars().count() > 100 || text.chars().any(char::is_control) {
        return Err(FieldError::new("full_name", "length", "At most 100 printable characters."));
    }
    Ok(())
}

/// The form in which words about oneself are stored: lines end with one `\n`, nothing stands around them.
pub fn tidy_bio(text: &str) -> String {
    // A browser sends the ends of lines as CR LF.
    text.replace("\r\n", "\n").trim().to_owned()
}

/// At most 500 characters about oneself, after [`tidy_bio`]; lines may be broken.
pub fn check_bio(text: &str) -> Result<(), FieldError> {
    if text.chars().count() > MAX_BIO {
        return Err(FieldError::new("bio", "too_long", "At most 500 characters."));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(FieldError::new("bio", "characters", "Only printable characters."));
    }
    Ok(())
}

/// 8 to 128 characters with an upper-case letter, a lower-case letter and a digit.
///
/// That it is not one of the commonest is checked on the server, which has the list.
pub fn check_password(text: &str) -> Result<(), FieldError> {
    if text.is_empty() {
        return Err(FieldError::new("password", "required", "A password is needed."));
    }
    if !(8..=128).contains(&text.chars().count()) {
        return Err(FieldError::new("password", "length", "8 to 128 characters."));
    }
    let has = |test: fn(char) -> bool| text.chars().any(test);
    if !has(char::is_uppercase) || !has(char::is_lowercase) || !has(|c| c.is_ascii_digit()) {
        return Err(FieldError::new(
            "password",
            "too_simple",
            "At least one upper-case letter, one lower-case letter and one digit.",
        ));
    }
    if text.contains('\0') {
        return Err(FieldError::new("password", "nul", "A NUL character cannot be taken."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@b.co", " Ada.Lovelace+x@mail.example.org ", "ü@bücher.example"] {
            assert!(check_email(good).is_ok(), "{good}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "",
            "a",
            "a@b",
            "@b.co",
            "a b@c.de",
            "a@b..co",
            "a@-b.co",
            "a\r\n@b.co",
            "<a@b.co>",
            "a@b@c.de",
            long.as_str(),
        ] {
            assert!(check_email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_about_oneself() {
        assert!(check_bio("").is_ok() && check_bio("One line\n\tand another. Ü \u{1f600}").is_ok());
        assert!(check_bio(&"ü".repeat(500)).is_ok());
        assert!(check_bio(&"ü".repeat(501)).is_err());
        for bad in ["a\0", "a\u{1b}[31m", "a\rb"] {
            assert!(check_bio(bad).is_err(), "{bad:?}");
        }
        assert_eq!(tidy_bio("  a\r\nb \n"), "a\nb");
    }

    #[test]
    fn user_names_names_and_passwords() {
        assert!(check_username("ada_l-1").is_ok());
        for bad in ["", "ab", "1ab", "a b c", "aaaaaaaaaaaaaaaaaaaaa", "adaé"] {
            assert!(check_username(bad).is_err(), "{bad}");
        }
        assert!(check_full_name("Ada Lovelace").is_ok());
        assert!(check_full_name("a\u{0}").is_err());
        assert!(check_password("Abcdefg1").is_ok());
        for bad in ["", "Abcdef1", "abcdefg1", "ABCDEFG1", "Abcdefgh", "Abcdefg1\0"] {
            assert!(check_password(bad).is_err(), "{bad:?}");
        }
        assert!(check_password(&format!("A1{}", "b".repeat(127))).is_err());
    }
}

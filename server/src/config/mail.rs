//! How letters leave: through a server, or into the data folder while none is named.

use std::path::Path;

use service::mail::Transport;

use super::{BadConfig, Raw, text_or_file};

pub(super) fn judge(raw: &Raw, data: &Path) -> Result<Transport, BadConfig> {
    let names = ("GUILDHALL_SMTP_URL", "GUILDHALL_SMTP_URL_FILE");
    let from = raw.mail_from.as_deref().unwrap_or("Guildhall <no-reply@localhost>");
    match text_or_file(raw.smtp_url.as_ref(), raw.smtp_url_file.as_ref(), names)? {
        None => Transport::folder(data.join("mail"), from)
            .map_err(|_| BadConfig::of("GUILDHALL_MAIL_FROM", "is not like Name <name@host>")),
        // The text may hold a password, so neither it nor the parser's words about it are repeated.
        Some(url) => Transport::smtp(&url, from).map_err(|_| {
            let reason = "with GUILDHALL_MAIL_FROM, is not like smtps://user:password@host and Name <name@host>";
            BadConfig::of("GUILDHALL_SMTP_URL", reason)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_files_until_a_server_is_named() {
        let with =
            |url: Option<&str>| judge(&Raw { smtp_url: url.map(str::to_owned), ..Raw::default() }, Path::new("d"));
        assert!(matches!(with(None), Ok(Transport::Folder { folder, .. }) if folder == Path::new("d/mail")));
        let refused = with(Some("http://u:hunter2@h")).expect_err("not one of ours").to_string();
        assert!(!refused.contains("hunter2"), "{refused}");
    }
}

//! How letters leave: into a folder while no server is configured, else by SMTP.

use std::path::PathBuf;

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::mails::Mail;

/// How letters leave.
#[derive(Clone)]
pub enum Transport {
    /// As `.eml` files in this folder.
    Folder {
        /// Which.
        folder: PathBuf,
        /// The sender.
        from: Mailbox,
    },
    /// Through a server.
    Smtp {
        /// The server.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// The sender.
        from: Mailbox,
    },
}

/// Why a letter could not be sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The address or the letter is not one.
    #[error("the letter cannot be written: {0}")]
    Letter(String),
    /// The folder.
    #[error("the folder for letters: {0}")]
    Folder(#[from] std::io::Error),
    /// The server.
    #[error("the mail server: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder { folder, from } => {
                f.debug_struct("Folder").field("folder", folder).field("from", from).finish()
            }
            Self::Smtp { from, .. } => f.debug_struct("Smtp").field("from", from).finish_non_exhaustive(),
        }
    }
}

impl Transport {
    /// A folder and the sender's address.
    pub fn folder(folder: PathBuf, from: &str) -> Result<Self, SendError> {
        Ok(Self::Folder { folder, from: sender(from)? })
    }

    /// A server by URL (`smtps://user:password@host:465`, `smtp://host:587?tls=required`) and the sender's address.
    pub fn smtp(url: &str, from: &str) -> Result<Self, SendError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
        Ok(Self::Smtp { server, from: sender(from)? })
    }

    /// Asks the server whether it would take letters. A folder always does.
    pub async fn greet(&self) -> Result<(), SendError> {
        let Self::Smtp { server, .. } = self else { return Ok(()) };
        if server.test_connection().await? {
            Ok(())
        } else {
            Err(SendError::Letter("the server is not ready".to_owned()))
        }
    }

    pub(crate) async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        match self {
            Self::Folder { folder, from } => {
                let bytes = message(mail, from.clone())?.formatted();
                tokio::fs::create_dir_all(folder).await?;
                // Under its name only when whole.
                let half = folder.join(format!(".{}", mail.id));
                tokio::fs::write(&half, bytes).await?;
                tokio::fs::rename(&half, folder.join(format!("{}.eml", mail.id))).await?;
            }
            Self::Smtp { server, from } => drop(server.send(message(mail, from.clone())?).await?),
        }
        Ok(())
    }
}

fn sender(from: &str) -> Result<Mailbox, SendError> {
    from.parse().map_err(|_| SendError::Letter(format!("{from:?} is no address")))
}

fn message(mail: &Mail, from: Mailbox) -> Result<Message, SendError> {
    let recipient = mail.recipient.parse().map_err(|_| SendError::Letter("the recipient is no address".to_owned()))?;
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, recipient))
        .subject(&mail.subject)
        .multipart(
            MultiPart::alternative().singlepart(plain(mail)).singlepart(SinglePart::html(mail.html_body.clone())),
        )
        .map_err(|error| SendError::Letter(error.to_string()))
}

/// The plain part goes as it is where it may (ASCII, lines under 998 bytes: RFC 5322, section 2.1.1): a link in it can then be
/// copied from the raw letter, which is all there is while letters are files.
fn plain(mail: &Mail) -> SinglePart {
    let fits = mail.text_body.is_ascii() && mail.text_body.lines().all(|line| line.len() < 998);
    if !fits {
        return SinglePart::plain(mail.text_body.clone());
    }
    let lines: String = mail.text_body.lines().flat_map(|line| [line, "\r\n"]).collect();
    let body = Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::SevenBit);
    SinglePart::builder().header(ContentType::TEXT_PLAIN).body(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{MailId, OwnerId};
    use domain::time::Timestamp;

    #[test]
    fn a_link_stands_in_the_raw_letter_as_it_is() {
        let link = format!("http://127.0.0.1:3000/verify?token={}", "a".repeat(43));
        let mail = |name: &str| Mail {
            id: MailId::from_bits(1),
            owner_id: OwnerId::from_bits(1),
            recipient: "ada@example.org".to_owned(),
            subject: "Confirm".to_owned(),
            text_body: format!("Hello {name},\n\n{link}\n"),
            html_body: "<p>x</p>".to_owned(),
            created_at: Timestamp::default(),
            tries: 0,
        };
        let raw = |name: &str| {
            let from = "Guildhall <guildhall@localhost>".parse().expect("an address");
            String::from_utf8(message(&mail(name), from).expect("a letter").formatted()).expect("text")
        };
        assert!(raw("Ada").contains(&format!("\r\n{link}\r\n")), "{}", raw("Ada"));
        // A name that needs an encoding gets one.
        assert!(raw("Zoë").contains("quoted-printable") && raw("Zoë").is_ascii());
    }
}

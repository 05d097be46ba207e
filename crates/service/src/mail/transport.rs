//! How letters leave: into a folder while no server is configured, else by SMTP.

use std::path::PathBuf;

use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::mails::Mail;

/// How letters leave.
#[derive(Clone)]
pub enum Transport {
    /// As `.eml` files in this folder.
    Folder(PathBuf),
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
            Self::Folder(path) => f.debug_tuple("Folder").field(path).finish(),
            Self::Smtp { from, .. } => f.debug_struct("Smtp").field("from", from).finish_non_exhaustive(),
        }
    }
}

impl Transport {
    /// A server by URL (`smtps://user:password@host:465`, `smtp://host:587?tls=required`) and the sender's address.
    pub fn smtp(url: &str, from: &str) -> Result<Self, SendError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
        let from = from.parse().map_err(|_| SendError::Letter(format!("{from:?} is no address")))?;
        Ok(Self::Smtp { server, from })
    }

    pub(crate) async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        match self {
            Self::Folder(folder) => {
                let from = "Guildhall <guildhall@localhost>".parse().map_err(|_| SendError::Letter("sender".to_owned()))?;
                let bytes = message(mail, from)?.formatted();
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

fn message(mail: &Mail, from: Mailbox) -> Result<Message, SendError> {
    let recipient = mail.recipient.parse().map_err(|_| SendError::Letter("the recipient is no address".to_owned()))?;
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, recipient))
        .subject(&mail.subject)
        .multipart(MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone()))
        .map_err(|error| SendError::Letter(error.to_string()))
}

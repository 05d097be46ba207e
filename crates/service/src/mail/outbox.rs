//! The task that sends letters, and tries again when it could not.

use std::time::Duration;

use domain::time::Micros;
use store::mails::{self, Mail};
use store::{Scope, StoreError};
use tokio::task::JoinHandle;

use crate::{Services, measure};

/// Looked for new letters at least this often: those that another process wrote, and those to try again.
const LOOK: Duration = Duration::from_secs(5);
/// Nobody else takes a letter for so long after it was taken.
const TAKEN: Micros = Micros::minutes(2);
/// Given up after so many tries, about a day.
const TRIES: i64 = 12;
const AT_ONCE: i64 = 20;

/// The task that sends letters; ends when dropped.
#[derive(Debug)]
pub struct Outbox(JoinHandle<()>);

impl Outbox {
    /// Starts the task.
    pub fn start(services: &Services) -> Self {
        let services = services.clone();
        Self(tokio::spawn(async move {
            loop {
                let written = crate::account::write_reset_letters(&services).await;
                if let Err(error) = written {
                    tracing::warn!(%error, "letters for forgotten passwords cannot be written");
                }
                match send_waiting(&services).await {
                    Ok(sent) if sent > 0 => {}
                    Ok(_) => drop(tokio::time::timeout(LOOK, services.letters().notified()).await),
                    Err(error) => {
                        tracing::warn!(%error, "letters cannot be read");
                        tokio::time::sleep(LOOK).await;
                    }
                }
                services.limits().forget_idle();
            }
        }))
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn send_waiting(services: &Services) -> Result<usize, StoreError> {
    let now = services.now();
    let waiting: Vec<Mail> = services
        .db()
        .write(Scope::System, (now, now.plus(TAKEN)), |conn, (now, again)| {
            Box::pin(mails::claim(conn, *now, *again, AT_ONCE))
        })
        .await?;
    for mail in &waiting {
        let sent = services.transport().send(mail).await;
        measure::letter(sent.is_ok());
        let now = services.now();
        match sent {
            Ok(()) => {
                services
                    .db()
                    .write(Scope::System, (mail.id, now), |conn, (id, now)| Box::pin(mails::sent(conn, *id, *now)))
                    .await?;
            }
            Err(error) => {
                tracing::warn!(%error, mail = %mail.id, tries = mail.tries, "a letter could not be sent");
                let next = (mail.tries < TRIES).then(|| now.plus(Micros::seconds(30 << mail.tries.clamp(0, 11))));
                services
                    .db()
                    .write(Scope::System, (mail.id, now, next), |conn, (id, now, next)| {
                        Box::pin(mails::postpone(conn, *id, *now, *next))
                    })
                    .await?;
            }
        }
    }
    Ok(waiting.len())
}

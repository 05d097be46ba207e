//! Whether letters leave.

use service::mail::Transport;

use super::Finding;

const PART: &str = "mail";

pub(super) async fn look(transport: &Transport, is_production: bool) -> Finding {
    match transport {
        Transport::Folder { folder, .. } => {
            let found = format!("letters are written as files to {}", folder.display());
            if is_production {
                let mend = "Set GUILDHALL_SMTP_URL: nobody can prove an address or get a new password.";
                Finding::failure(PART, found, mend)
            } else {
                Finding::ok(PART, found)
            }
        }
        Transport::Smtp { .. } => match transport.greet().await {
            Ok(()) => Finding::ok(PART, "the server takes letters"),
            Err(error) => {
                let mend = "Put GUILDHALL_SMTP_URL right, or let this machine reach the server.";
                Finding::failure(PART, error.to_string(), mend)
            }
        },
    }
}

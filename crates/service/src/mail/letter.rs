//! The letters' words, each as plain text and as HTML.

use domain::account::{Device, User};
use domain::id::{MailId, RunId};
use domain::run::Status;
use domain::time::{Timestamp, Zone};
use store::mails::Mail;

use crate::Services;

/// Asks to prove an address.
pub(crate) fn verify_email(services: &Services, user: &User, token: &str, at: Timestamp) -> Mail {
    let link = format!("{}/verify?token={token}", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nplease confirm that this is your address:\n\n{link}\n\nThe link works for 24 hours. With a \
         first account come 100 credits to try Guildhall with.\n\nIf you did not sign up, ignore this letter: nothing happens.\n",
        user.full_name
    );
    write(MailId::from_bits(services.clock().mint()), user, "Confirm your address", &text, &link, at)
}

/// Tells the owner of an address that somebody tried to sign up with it.
pub(crate) fn known_address(services: &Services, id: MailId, user: &User, at: Timestamp) -> Mail {
    let link = format!("{}/sign-in", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nsomebody, perhaps you, tried to sign up at Guildhall with this address. It has an account already: sign \
         in here:\n\n{link}\n\nIf it was not you, ignore this letter: nothing has changed.\n",
        user.full_name
    );
    write(id, user, "You have an account already", &text, &link, at)
}

/// Tells of a sign-in with a device that was not seen before.
pub(crate) fn new_device(services: &Services, user: &User, device: &Device, address: &str, zone: &Zone) -> Mail {
    let at = services.now();
    let link = format!("{}/account/security", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nsomebody signed in to your account with a device that we have not seen before:\n\n{}, from the address \
         {address}, on {}.\n\nIf it was you, there is nothing to do. If not, end that session and change your password \
         here:\n\n{link}\n\nYou can turn these letters off in your preferences.\n",
        user.full_name,
        device_words(device),
        at.to_text_in(zone),
    );
    write(MailId::from_bits(services.clock().mint()), user, "A sign-in from a new device", &text, &link, at)
}

/// Tells that the password was changed.
pub(crate) fn password_changed(services: &Services, user: &User, address: &str, zone: &Zone) -> Mail {
    let at = services.now();
    let link = format!("{}/account/security", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nyour password was changed on {} from the address {address}. Every other session was ended.\n\nIf it was \
         not you, choose another password at once, and look at your sessions here:\n\n{link}\n",
        user.full_name,
        at.to_text_in(zone),
    );
    write(MailId::from_bits(services.clock().mint()), user, "Your password was changed", &text, &link, at)
}

/// Tells how a run ended.
pub(crate) fn run_finished(services: &Services, user: &User, run: RunId, status: Status, at: Timestamp) -> Mail {
    let link = format!("{}/runs/{run}", services.settings().public_url);
    let (subject, said) = match status {
        Status::Succeeded => ("Your run has succeeded", "has succeeded. Its result is here:"),
        Status::TimedOut => {
            ("Your run took too long", "took longer than it may, and costs nothing. What it did is here:")
        }
        Status::Cancelled => ("Your run was stopped", "was stopped. What it did until then is here:"),
        _ => ("Your run has failed", "has failed, and costs nothing. Why is told here:"),
    };
    let text = format!(
        "Hello {},\n\na run of yours {said}\n\n{link}\n\nYou can turn these letters off in your preferences.\n",
        user.full_name
    );
    write(MailId::from_bits(services.clock().mint()), user, subject, &text, &link, at)
}

pub(super) fn device_words(device: &Device) -> String {
    match (&device.program, &device.system) {
        (Some(program), Some(system)) => format!("{program} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => "A program that does not tell its name".to_owned(),
    }
}

/// A letter of that text, in which the paragraph that is `link` can be followed.
pub(super) fn write(id: MailId, user: &User, subject: &str, text: &str, link: &str, at: Timestamp) -> Mail {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| {
            let safe = escaped(paragraph.trim());
            if paragraph.trim() == link {
                format!("<p><a href=\"{safe}\">{safe}</a></p>")
            } else {
                format!("<p>{safe}</p>")
            }
        })
        .collect();
    Mail {
        id,
        owner_id: user.owner_id,
        recipient: user.email.clone(),
        subject: subject.to_owned(),
        text_body: text.to_owned(),
        html_body: format!("<!doctype html><html lang=\"en\"><body>{}</body></html>", paragraphs.join("\n")),
        created_at: at,
        tries: 0,
    }
}

/// Text as HTML: a name must not become markup in somebody's mail program.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_cannot_become_markup() {
        assert_eq!(super::escaped("<b>\"&'"), "&lt;b&gt;&quot;&amp;&#39;");
    }
}

//! The letters' words, each as plain text and as HTML.

use domain::account::User;
use domain::id::MailId;
use domain::time::Timestamp;
use store::mails::Mail;

use crate::Services;

/// Asks to prove an address.
pub(crate) fn verify_email(services: &Services, user: &User, token: &str, at: Timestamp) -> Mail {
    let link = format!("{}/verify?token={token}", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nplease confirm that this is your address:\n\n{link}\n\nThe link works for 24 hours. After it, 100 credits \
         are yours to try Guildhall with.\n\nIf you did not sign up, ignore this letter: nothing happens.\n",
        user.full_name
    );
    write(services, user, "Confirm your address", &text, &link, at)
}

/// Tells the owner of an address that somebody tried to sign up with it.
pub(crate) fn known_address(services: &Services, user: &User, at: Timestamp) -> Mail {
    let link = format!("{}/sign-in", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nsomebody, perhaps you, tried to sign up at Guildhall with this address. It has an account already: sign \
         in here:\n\n{link}\n\nIf it was not you, ignore this letter: nothing has changed.\n",
        user.full_name
    );
    write(services, user, "You have an account already", &text, &link, at)
}

fn write(services: &Services, user: &User, subject: &str, text: &str, link: &str, at: Timestamp) -> Mail {
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
        id: MailId::from_bits(services.clock().mint()),
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

//! Letters about an account's safety: what happened, from where, and what to do if it was somebody else.

use domain::account::{Device, User};
use domain::id::MailId;
use domain::time::{Timestamp, Zone};
use store::mails::Mail;

use super::letter::{device_words, write};
use crate::Services;

/// From where, with what and when something was done.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The address.
    pub(crate) address: String,
    /// With what.
    pub(crate) device: Device,
    /// When.
    pub(crate) at: Timestamp,
}

impl Seen {
    /// The facts as a sentence, with the time as it was where the owner is.
    fn words(&self, zone: &Zone) -> String {
        let (device, at) = (device_words(&self.device), self.at.to_text_in(zone));
        format!("It was {device}, from the address {}, on {at}.", self.address)
    }
}

/// Leads to where another password is chosen.
pub(crate) fn reset_password(services: &Services, id: MailId, user: &User, token: &str, at: Timestamp) -> Mail {
    let link = format!("{}/reset-password?token={token}", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nsomebody, we hope you, forgot the password of this account. Choose another one here:\n\n{link}\n\nThe \
         link works once, for one hour; a newer letter makes it useless.\n\nIf it was not you, ignore this letter: your \
         password stays as it is.\n",
        user.full_name
    );
    write(id, user, "Choose a new password", &text, &link, at)
}

/// Tells that another password was chosen by a letter's link.
pub(crate) fn password_was_reset(services: &Services, id: MailId, user: &User, seen: &Seen, zone: &Zone) -> Mail {
    let link = forgotten(services);
    let text = format!(
        "Hello {},\n\nthe password of your account was replaced through the link in our letter. Everybody who was signed in, on \
         any device, was signed out.\n\n{}\n\nIf it was not you, somebody reads your mail: make your mailbox safe first, then \
         choose another password here:\n\n{link}\n",
        user.full_name,
        seen.words(zone)
    );
    write(id, user, "Your password was replaced", &text, &link, seen.at)
}

/// Tells that a used refresh token came again.
pub(crate) fn reused_token(services: &Services, id: MailId, user: &User, seen: &Seen, zone: &Zone) -> Mail {
    let link = forgotten(services);
    let text = format!(
        "Hello {},\n\na program that is signed in to your account showed a refresh token that had been used before. It may have \
         been copied, so we ended that sign-in for everybody who uses it; whoever it was signs in again with the \
         password.\n\n{}\n\nIf this is no program of yours, choose another password here:\n\n{link}\n",
        user.full_name,
        seen.words(zone)
    );
    write(id, user, "A sign-in was ended: its token was used twice", &text, &link, seen.at)
}

/// Tells that a second factor counts from now on.
pub(crate) fn second_factor_on(services: &Services, id: MailId, user: &User, seen: &Seen, zone: &Zone) -> Mail {
    let link = forgotten(services);
    let text = format!(
        "Hello {},\n\na second factor was set up for your account. From now on, signing in needs your password and a code of \
         your authenticator app. Keep the recovery codes where you find them without your phone.\n\n{}\n\nIf it was not you, \
         choose another password here, and then write to whoever runs this place:\n\n{link}\n",
        user.full_name,
        seen.words(zone)
    );
    write(id, user, "Your second factor is on", &text, &link, seen.at)
}

/// Tells that the second factor is gone.
pub(crate) fn second_factor_off(services: &Services, id: MailId, user: &User, seen: &Seen, zone: &Zone) -> Mail {
    let link = forgotten(services);
    let text = format!(
        "Hello {},\n\nthe second factor of your account was turned off. From now on your password alone signs in.\n\n{}\n\nIf it \
         was not you, choose another password here:\n\n{link}\n",
        user.full_name,
        seen.words(zone)
    );
    write(id, user, "Your second factor is off", &text, &link, seen.at)
}

/// Tells that whoever runs the place turned the second factor off.
pub(crate) fn second_factor_given_up(services: &Services, id: MailId, user: &User, at: Timestamp, zone: &Zone) -> Mail {
    let link = format!("{}/account/security/second-factor", services.settings().public_url);
    let text = format!(
        "Hello {},\n\nwhoever runs this place turned off the second factor of your account on {}, as is done when a phone is \
         lost. From now on your password alone signs in.\n\nSet it up again here:\n\n{link}\n\nIf you did not ask for it, write \
         to them.\n",
        user.full_name,
        at.to_text_in(zone)
    );
    write(id, user, "Your second factor was turned off for you", &text, &link, at)
}

/// Tells that somebody who has the password guesses codes.
pub(crate) fn guessed_codes(services: &Services, id: MailId, user: &User, seen: &Seen, zone: &Zone) -> Mail {
    let link = forgotten(services);
    let text = format!(
        "Hello {},\n\nsomebody gave your password and then five wrong codes. Nobody was signed in.\n\n{}\n\nIf it was not you, \
         your password is known to somebody else: choose another one here:\n\n{link}\n",
        user.full_name,
        seen.words(zone)
    );
    write(id, user, "Your password, and five wrong codes", &text, &link, seen.at)
}

fn forgotten(services: &Services) -> String {
    format!("{}/forgot-password", services.settings().public_url)
}

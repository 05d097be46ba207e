//! Signing up.

use domain::account::{
    OwnerKind, Role, User, check_email, check_full_name, check_password, check_username, normalised_email,
};
use domain::error::FieldError;
use domain::id::{AccountId, MailId, OwnerId, UserId};
use domain::time::Micros;
use store::mail_tokens::{self, Purpose};
use store::mails::{self, Mail};
use store::welcomes::{self, WelcomeMark};
use store::{Conn, Scope, accounts, users};

use super::error::Error;
use super::{Origin, password, token_hash};
use crate::clock::secret_token;
use crate::{Services, mail, measure};

/// How long the link in a letter works.
pub(super) const LINK_LIFE: Micros = Micros::hours(24);

/// What somebody who signs up tells.
#[derive(Clone)]
pub struct Register {
    /// Where letters go.
    pub email: String,
    /// 3 to 20 characters.
    pub username: String,
    /// As the person writes it.
    pub full_name: String,
    /// At least 8 characters.
    pub password: String,
}

impl Register {
    pub(super) fn check(&self) -> Result<(), Error> {
        let checks = [
            check_email(&self.email),
            check_username(&self.username),
            check_full_name(&self.full_name),
            check_password(&self.password).and_then(|()| password::check_common(&self.password)),
        ];
        let errors: Vec<FieldError> = checks.into_iter().filter_map(Result::err).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
    }

    pub(super) fn to_user(&self, services: &Services, role: Role) -> User {
        User {
            id: UserId::from_bits(services.clock().mint()),
            owner_id: OwnerId::from_bits(services.clock().mint()),
            email: normalised_email(&self.email),
            username: self.username.trim().to_owned(),
            full_name: self.full_name.trim().to_owned(),
            bio: String::new(),
            avatar_path: None,
            role,
            email_verified_at: None,
            suspended_at: None,
            created_at: services.now(),
        }
    }
}

#[derive(Clone)]
struct New {
    user: User,
    password_hash: String,
    account_id: AccountId,
    token: String,
    letter: Mail,
    marks: Vec<WelcomeMark>,
    services: Services,
    /// Of the letter to whoever has the address already; absent where it had enough of them.
    known_letter: Option<MailId>,
}

/// Signs somebody up and sends a letter to prove the address.
///
/// The answer is the same whether the address is new or has an account (whose owner gets a letter that says so). A user name
/// that is taken is told: it is public.
pub async fn register(services: &Services, form: Register, origin: &Origin) -> Result<(), Error> {
    form.check()?;
    services.limits().register(origin.address)?;
    let user = form.to_user(services, Role::User);
    let password_hash = password::hash(services, &form.password).await?;
    let token = secret_token();
    let letter = mail::verify_email(services, &user, &token, user.created_at);
    // Asked whether the address is known or not, like everything else here: all that differs is what one write writes.
    let may_tell = services.limits().letter(&user.email).is_ok();
    let new = New {
        account_id: AccountId::from_bits(services.clock().mint()),
        token: token_hash(&token),
        user,
        password_hash,
        letter,
        marks: origin.welcome_marks(),
        services: services.clone(),
        known_letter: may_tell.then(|| MailId::from_bits(services.clock().mint())),
    };
    let is_new = services.db().write(Scope::System, new, |conn, new| Box::pin(new.work(conn))).await?;
    if is_new {
        measure::registered();
    }
    services.letters().notify_one();
    Ok(())
}

impl New {
    /// Whether there is an account that was not there.
    async fn work(&self, conn: &mut Conn<'_>) -> Result<bool, Error> {
        let (user, now) = (&self.user, self.user.created_at);
        // First, whether the address is known or not: what is told of a name must tell nothing of an address.
        if users::is_username_taken(conn, &user.username.to_lowercase()).await? {
            return Err(username_taken());
        }
        if let Some(known) = users::find_by_login(conn, &user.email).await? {
            if let Some(id) = self.known_letter {
                mails::insert(conn, &mail::known_address(&self.services, id, &known.user, now)).await?;
            }
            return Ok(false);
        }
        add(conn, user, &self.password_hash, self.account_id).await?;
        let end = now.plus(LINK_LIFE);
        mail_tokens::insert(conn, &self.token, user.owner_id, user.id, Purpose::VerifyEmail, now, end).await?;
        mails::insert(conn, &self.letter).await?;
        for mark in &self.marks {
            welcomes::keep(conn, user.owner_id, mark).await?;
        }
        Ok(true)
    }
}

/// Adds a person with its owner and its account of credits.
pub(super) async fn add(
    conn: &mut Conn<'_>,
    user: &User,
    password_hash: &str,
    account: AccountId,
) -> Result<(), Error> {
    users::insert_owner(conn, user.owner_id, OwnerKind::User, &user.username, user.created_at).await?;
    if !users::insert(conn, user, password_hash).await? {
        return Err(username_taken());
    }
    accounts::open_customers(conn, account, user.owner_id, user.created_at).await?;
    Ok(())
}

fn username_taken() -> Error {
    Error::Invalid(vec![FieldError::new("username", "taken", "This user name is taken.")])
}

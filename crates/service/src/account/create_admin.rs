//! The first admin, made from the command line.

use domain::account::{Role, User};
use domain::id::AccountId;
use store::Scope;

use super::error::Error;
use super::password;
use super::register::{Register, add};
use crate::Services;

/// Adds a person with a role, already verified. For the command line only: whoever has it has the database.
pub async fn create_admin(services: &Services, form: Register, role: Role) -> Result<User, Error> {
    form.check()?;
    let mut user = form.to_user(services, role);
    user.email_verified_at = Some(user.created_at);
    let password_hash = password::hash(services, &form.password).await?;
    let account = AccountId::from_bits(services.clock().mint());
    services
        .db()
        .write(Scope::System, (user.clone(), password_hash, account), |conn, (user, password_hash, account)| {
            Box::pin(async move {
                if store::users::find_by_login(conn, &user.email).await?.is_some() {
                    let taken =
                        domain::error::FieldError::new("email", "taken", "This address has an account already.");
                    return Err(Error::Invalid(vec![taken]));
                }
                add(conn, user, password_hash, *account).await
            })
        })
        .await?;
    Ok(user)
}

//! People: signing up, confirming, signing in.

use domain::account::Role;
use serde_json::{Value, json};
use service::account::{self, Register};
use store::{Conn, Scope, StoreError};

use super::app::App;
use super::client::{Answer, Client};
use super::letters;

pub(crate) const PASSWORD: &str = "Correct-horse-7";

pub(crate) fn email(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase())
}

impl App {
    pub(crate) async fn sign_up(&self, name: &str) -> Answer {
        let body = json!({"email": email(name), "username": name, "full_name": "Ada Lovelace", "password": PASSWORD});
        self.visitor().post("/api/v1/auth/register", &body).await
    }

    /// Somebody who signed up, confirmed the address and signed in: with the 100 credits of the welcome.
    pub(crate) async fn customer(&self, name: &str) -> Client {
        self.sign_up(name).await.expect(202);
        let token = letters::token(&self.folder, &email(name)).await;
        self.visitor().post("/api/v1/auth/verify-email", &json!({"token": token})).await.expect(200);
        self.visitor().signed_in(name).await
    }

    /// Somebody who signed up and signed in, but has not confirmed the address.
    pub(crate) async fn newcomer(&self, name: &str) -> Client {
        self.sign_up(name).await.expect(202);
        self.visitor().signed_in(name).await
    }

    /// Closes an account, as an admin will.
    pub(crate) async fn suspend(&self, name: &str) {
        const SQL: &str = "UPDATE users SET suspended_at = 1 WHERE username = $1";
        let written = self.services.db().write(Scope::System, name.to_owned(), |conn, name| {
            Box::pin(async move {
                match conn {
                    Conn::Sqlite(conn) => {
                        sqlx::query(SQL).bind(name.as_str()).execute(&mut **conn).await?.rows_affected()
                    }
                    Conn::Postgres(conn) => {
                        sqlx::query(SQL).bind(name.as_str()).execute(&mut **conn).await?.rows_affected()
                    }
                };
                Ok::<_, StoreError>(())
            })
        });
        written.await.expect("the account is closed");
    }

    /// Somebody who may decide.
    pub(crate) async fn admin(&self, name: &str) -> Client {
        let register = Register {
            email: email(name),
            username: name.to_owned(),
            full_name: "Grace Hopper".to_owned(),
            password: PASSWORD.to_owned(),
        };
        account::create_admin(&self.services, register, Role::Admin).await.expect("an admin");
        self.visitor().signed_in(name).await
    }
}

/// Closes somebody's account, as an admin will be able to.
pub(crate) async fn suspend(app: &App, name: &str) {
    const SQL: &str = "UPDATE users SET suspended_at = 1 WHERE username_key = $1";
    let changed: Result<u64, StoreError> = app
        .services
        .db()
        .write(Scope::System, name.to_owned(), |conn, name| {
            Box::pin(async move {
                Ok(match conn {
                    Conn::Sqlite(sqlite) => sqlx::query(SQL).bind(name).execute(&mut **sqlite).await?.rows_affected(),
                    Conn::Postgres(server) => sqlx::query(SQL).bind(name).execute(&mut **server).await?.rows_affected(),
                })
            })
        })
        .await;
    assert_eq!(changed.expect("writes"), 1);
}

impl Client {
    /// The tokens of a sign-in.
    pub(crate) async fn tokens(&self, login: &str) -> Value {
        self.post("/api/v1/auth/token", &json!({"login": login, "password": PASSWORD})).await.expect(200)
    }

    async fn signed_in(&self, name: &str) -> Self {
        let tokens = self.tokens(name).await;
        self.with_bearer(tokens["access_token"].as_str().expect("an access token"))
    }

    /// What can be spent, in micro-credits.
    pub(crate) async fn available(&self) -> i64 {
        let balance = self.get("/api/v1/credits/balance").await.expect(200);
        balance["available_microcredits"].as_i64().expect("a number")
    }
}

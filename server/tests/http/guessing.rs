//! Guessing passwords: limits hold, and the owner still gets in.

use domain::time::Micros;
use http::Method;
use serde_json::json;

use crate::common::people::{PASSWORD, email};
use crate::common::{App, Client, Options, on_both};

on_both!(with limited =>
    a_thousand_guesses_on_one_account_are_ten,
    a_thousand_accounts_from_one_address_are_ten,
    a_thousand_sign_ups_from_one_address_are_ten,
    forged_forwarded_addresses_are_one_address,
    a_thousand_addresses_on_one_account_are_a_hundred_and_the_owner_gets_in,
);

fn limited() -> Options {
    Options { is_limited: true, ..Options::by_hand() }
}

async fn guess(client: &Client, login: &str) -> u16 {
    let body = json!({"login": login, "password": "Wrong-horse-7"});
    client.post("/api/v1/auth/token", &body).await.status
}

async fn owner_gets_in(app: &App, from: [u8; 4]) {
    let body = json!({"login": "ada", "password": PASSWORD});
    app.visitor_from(from).post("/api/v1/auth/token", &body).await.expect(200);
}

/// So many tries were let through to a password's hash; all others were told to wait.
struct Tried {
    wrong: usize,
    limited: usize,
}

impl Tried {
    fn count(statuses: &[u16]) -> Self {
        let of = |status: u16| statuses.iter().filter(|one| **one == status).count();
        let tried = Self { wrong: of(401), limited: of(429) };
        assert_eq!(tried.wrong + tried.limited, statuses.len(), "nothing else is answered: {statuses:?}");
        tried
    }
}

async fn a_thousand_guesses_on_one_account_are_ten(app: &App) {
    app.customer("ada").await;
    let (before, thief) = (app.services.passwords_worked(), app.visitor_from([127, 9, 9, 9]));
    let mut statuses = Vec::new();
    for _ in 0..1_000 {
        statuses.push(guess(&thief, "ada").await);
    }
    let tried = Tried::count(&statuses);
    // A second more may be let through for each six seconds that the test takes.
    assert!((10..=30).contains(&tried.wrong), "{} guesses", tried.wrong);
    assert_eq!(app.services.passwords_worked() - before, tried.wrong as u64, "limited before hashing");
    owner_gets_in(app, [127, 0, 0, 1]).await;
    owner_gets_in(app, [127, 8, 8, 8]).await;
}

async fn a_thousand_accounts_from_one_address_are_ten(app: &App) {
    app.customer("ada").await;
    let (before, thief) = (app.services.passwords_worked(), app.visitor_from([127, 9, 9, 9]));
    let mut statuses = Vec::new();
    for number in 0..1_000 {
        statuses.push(guess(&thief, &format!("somebody{number}")).await);
    }
    let tried = Tried::count(&statuses);
    assert!((10..=30).contains(&tried.wrong), "{} guesses", tried.wrong);
    assert_eq!(app.services.passwords_worked() - before, tried.wrong as u64, "limited before hashing");
    owner_gets_in(app, [127, 0, 0, 1]).await;
}

async fn a_thousand_sign_ups_from_one_address_are_ten(app: &App) {
    const ACCOUNTS: &str = "SELECT COUNT(*) FROM users";
    app.customer("ada").await;
    let accounts = async || store::testing::number(app.services.db(), ACCOUNTS).await.expect("counts");
    let (before, hashed) = (accounts().await, app.services.passwords_worked());
    let thief = app.visitor_from([127, 9, 9, 9]);
    let (mut made, mut limited) = (0_i64, 0);
    for number in 0..1_000 {
        let name = format!("somebody{number}");
        let body = json!({
            "email": email(&name), "username": name, "full_name": "Some Body", "password": PASSWORD,
        });
        // What is forwarded by nobody whom we know changes nothing.
        let address = format!("198.51.{}.{}", number / 250, number % 250);
        let asking = thief.ask(Method::POST, "/api/v1/auth/register").header("x-forwarded-for", &address);
        match asking.json(&body).send().await.status {
            202 => made += 1,
            429 => limited += 1,
            other => panic!("{number}: {other}"),
        }
    }
    // Ten, and one a minute.
    assert!((10..=15).contains(&made), "{made} sign-ups");
    assert_eq!(made + limited, 1_000);
    assert_eq!(accounts().await - before, made, "nobody else has an account");
    assert_eq!(app.services.passwords_worked() - hashed, made.unsigned_abs(), "limited before hashing");
    // From elsewhere people sign up and in.
    let body = json!({"email": email("bob"), "username": "bob", "full_name": "Bob", "password": PASSWORD});
    app.visitor_from([127, 8, 8, 8]).post("/api/v1/auth/register", &body).await.expect(202);
    owner_gets_in(app, [127, 0, 0, 1]).await;
}

async fn forged_forwarded_addresses_are_one_address(app: &App) {
    app.customer("ada").await;
    let thief = app.visitor_from([127, 9, 9, 9]);
    let body = json!({"login": "ada", "password": "Wrong-horse-7"});
    let mut statuses = Vec::new();
    for number in 0..200 {
        let address = format!("198.51.100.{number}");
        let asking = thief.ask(Method::POST, "/api/v1/auth/token").json(&body);
        let asking = match number % 3 {
            0 => asking.header("x-forwarded-for", &address),
            1 => asking.header("forwarded", &format!("for={address}")),
            _ => asking.header("x-real-ip", &address).header("x-forwarded-for", "127.0.0.1"),
        };
        statuses.push(asking.send().await.status);
    }
    let tried = Tried::count(&statuses);
    assert!((10..=30).contains(&tried.wrong), "{} guesses", tried.wrong);
    owner_gets_in(app, [127, 0, 0, 1]).await;
}

async fn a_thousand_addresses_on_one_account_are_a_hundred_and_the_owner_gets_in(app: &App) {
    app.customer("ada").await;
    // From 127.0.0.1, which signing up used: the owner's own address from now on.
    app.clock.advance(Micros::days(30));
    let before = app.services.passwords_worked();
    let mut statuses = Vec::new();
    for number in 0..1_000_u16 {
        let [high, low] = number.to_be_bytes();
        statuses.push(guess(&app.visitor_from([127, 7, high, low.max(1)]), "ada").await);
    }
    let tried = Tried::count(&statuses);
    assert!((95..=130).contains(&tried.wrong), "{} guesses", tried.wrong);
    assert_eq!(app.services.passwords_worked() - before, tried.wrong as u64, "limited before hashing");
    owner_gets_in(app, [127, 0, 0, 1]).await;
}

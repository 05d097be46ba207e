//! How often a customer may ask: exactly counted, told in headers, the same over all keys and all copies.

use domain::limit::Plan;
use domain::time::{Micros, Timestamp};
use http::Method;
use serde_json::json;
use service::clock::Clock;

use crate::common::{Answer, App, Client, Database, Options, on_both};

on_both!(with free =>
    ten_a_minute_go_through_and_the_next_is_told_when_to_come_back,
    the_minute_before_fades,
    three_keys_and_a_token_of_one_customer_share_one_limit,
    a_key_may_narrow_the_limit_and_not_widen_it,
    nobody_known_is_counted_by_address,
    what_a_browser_asks_for_is_not_counted_with_programs,
    a_flood_of_bad_keys_is_stopped,
);

/// The beginning of a minute.
pub(crate) const BEGIN: Timestamp = Timestamp::from_micros(1_795_000_020_000_000);

fn free() -> Options {
    Options { plan: Plan::Free, clock: Clock::manual(BEGIN), ..Options::default() }
}

pub(crate) fn number(answer: &Answer, name: &str) -> i64 {
    answer.header(name).and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no {name}"))
}

/// How a limit stands: limit, what is left, seconds from [`BEGIN`] until it is whole again.
fn standing(answer: &Answer) -> (i64, i64, i64) {
    let begin = BEGIN.as_micros() / 1_000_000;
    let reset = number(answer, "x-ratelimit-reset") - begin;
    (number(answer, "x-ratelimit-limit"), number(answer, "x-ratelimit-remaining"), reset)
}

/// A customer by a token of its own, made without a request of the API; and what it asks for.
pub(crate) async fn customer(app: &App, name: &str) -> Client {
    // Signing up and in is asked by address, which has the same limit: two minutes later it is forgotten.
    let ada = app.customer(name).await;
    app.clock.advance(Micros::minutes(2));
    let rest = app.clock.now().as_micros() % 60_000_000;
    assert_eq!(rest, 0, "at the beginning of a minute");
    ada
}

fn since(app: &App) -> i64 {
    (app.clock.now().as_micros() - BEGIN.as_micros()) / 1_000_000
}

async fn let_through(client: &Client, tries: usize) -> usize {
    let mut count = 0;
    for _ in 0..tries {
        count += usize::from(client.get("/api/v1/runs").await.status == 200);
    }
    count
}

async fn ten_a_minute_go_through_and_the_next_is_told_when_to_come_back(app: &App) {
    let ada = customer(app, "ada").await;
    let begun = since(app);
    app.clock.advance(Micros::seconds(7));
    for left in (0..10).rev() {
        let answer = ada.get("/api/v1/runs").await;
        answer.expect(200);
        assert_eq!(standing(&answer), (10, left, begun + 120));
    }
    for _ in 0..3 {
        let refused = ada.get("/api/v1/runs").await;
        refused.expect_problem(429, "rate_limited");
        assert_eq!(standing(&refused), (10, 0, begun + 120));
        assert_eq!(number(&refused, "retry-after"), 59, "at the sixth second of the next minute");
    }
    app.clock.advance(Micros::seconds(58));
    ada.get("/api/v1/runs").await.expect_problem(429, "rate_limited");
    app.clock.advance(Micros::seconds(1));
    assert_eq!(let_through(&ada, 3).await, 1);
}

async fn the_minute_before_fades(app: &App) {
    let ada = customer(app, "ada").await;
    assert_eq!(let_through(&ada, 12).await, 10);
    app.clock.advance(Micros::seconds(90));
    assert_eq!(let_through(&ada, 12).await, 5);
    app.clock.advance(Micros::seconds(29));
    assert_eq!(let_through(&ada, 12).await, 4);
    app.clock.advance(Micros::minutes(3));
    assert_eq!(let_through(&ada, 12).await, 10);
}

async fn three_keys_and_a_token_of_one_customer_share_one_limit(app: &App) {
    let ada = customer(app, "ada").await;
    let bob = customer(app, "bob").await;
    let mut asking = vec![ada.clone()];
    for name in ["one", "two", "three"] {
        asking.push(ada.with_key(name, &["runs:read"]).await);
    }
    // Three of the ten went into making the keys.
    let mut counts = Vec::new();
    for _ in 0..3 {
        for client in &asking {
            counts.push(client.get("/api/v1/runs").await.status);
        }
    }
    assert_eq!(counts, [[200; 7].as_slice(), &[429; 5]].concat());
    assert_eq!(let_through(&bob, 11).await, 10, "others go on");
}

async fn a_key_may_narrow_the_limit_and_not_widen_it(app: &App) {
    let ada = customer(app, "ada").await;
    let made = async |name: &str, limit: u32| {
        let body = json!({"name": name, "scopes": ["runs:read"], "requests_per_minute": limit});
        ada.with_bearer(ada.make_key(&body).await["token"].as_str().expect("a token"))
    };
    let (narrow, wide) = (made("narrow", 2).await, made("wide", 10_000).await);
    let begun = since(app);
    let first = narrow.get("/api/v1/runs").await;
    assert_eq!(standing(&first), (2, 1, begun + 120), "the nearer limit is told");
    assert_eq!(let_through(&narrow, 5).await, 1);
    let refused = narrow.get("/api/v1/runs").await;
    assert_eq!(standing(&refused), (2, 0, begun + 120));
    // What the narrow key was refused is not taken from the ten: two for the keys, two let through.
    assert_eq!(let_through(&wide, 12).await, 6);
}

async fn nobody_known_is_counted_by_address(app: &App) {
    let visitor = app.visitor();
    let list = async || visitor.get("/api/v1/agents").await.status;
    for _ in 0..10 {
        assert_eq!(list().await, 200);
    }
    assert_eq!(list().await, 429);
    // A forwarded address that no proxy of ours wrote is not believed.
    let forged = visitor.ask(Method::GET, "/api/v1/agents").header("x-forwarded-for", "203.0.113.9");
    forged.send().await.expect_problem(429, "rate_limited");
    app.clock.advance(Micros::minutes(2));
    let ada = customer(app, "ada").await;
    assert_eq!(let_through(&ada, 11).await, 10);
    assert_eq!(list().await, 200, "a customer is not counted by address");
}

async fn what_a_browser_asks_for_is_not_counted_with_programs(app: &App) {
    let ada = customer(app, "ada").await;
    let form = format!("login=ada&password={}", crate::common::people::PASSWORD);
    let asking = app.visitor().ask(Method::POST, "/sign-in").unjudged();
    let signed_in = asking.body("application/x-www-form-urlencoded", form).send().await;
    let cookie = signed_in.header("set-cookie").and_then(|text| text.split(';').next()).expect("a cookie").to_owned();
    let island = async |path: &str| {
        let asking = app.visitor().ask(Method::GET, path).header("cookie", &cookie).unjudged();
        asking.header("sec-fetch-site", "same-origin").send().await
    };
    for _ in 0..30 {
        for path in ["/api/v1/runs", "/runs", "/account/keys"] {
            let answer = island(path).await;
            assert_eq!((answer.status, answer.header("x-ratelimit-limit")), (200, None), "{path}");
        }
    }
    assert_eq!(let_through(&ada, 11).await, 10, "its programs have all of theirs");
    for _ in 0..15 {
        let asking = app.visitor().ask(Method::POST, "/api/v1/agents/echo/quote");
        asking.header("sec-fetch-site", "same-origin").send().await.expect(200);
    }
    // Against abuse there is a limit all the same, far above what people do.
    let mut refused = None;
    for _ in 0..1_300 {
        let answer = island("/api/v1/credits/balance").await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("there is a limit");
    assert!(number(&refused, "retry-after") >= 1);
    let asking = app.visitor().ask(Method::GET, "/runs").header("cookie", &cookie).header("accept", "text/html");
    let page = asking.unjudged().send().await;
    assert_eq!(page.status, 429);
    assert!(page.text().contains("That was too often"), "{}", page.text());
}

async fn a_flood_of_bad_keys_is_stopped(app: &App) {
    let visitor = app.visitor();
    let mut statuses = Vec::new();
    for number in 0..15 {
        let key = domain::key::Token::of_bits([number; 32]);
        statuses.push(visitor.with_bearer(key.expose()).get("/api/v1/runs").await.status);
    }
    assert_eq!(statuses, [[401; 10].as_slice(), &[429; 5]].concat());
}

/// Two copies of the server over one database.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_copies_count_together() {
    let database = Database::postgres().await;
    let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let options = Options { works: false, ..free() };
    let one = App::start(&database, here.path(), options.clone()).await;
    let other = App::start(&database, there.path(), options).await;
    let ada = customer(&one, "ada").await;
    let token = ada.bearer.clone().expect("a token");
    let copies = [ada, other.visitor().with_bearer(&token)];
    for _ in 0..3 {
        // Exactly ten of forty at once, whichever copy they come to.
        let asking: Vec<_> = (0..40)
            .map(|number| {
                let client = copies[number % 2].clone();
                tokio::spawn(async move { client.get("/api/v1/runs").await })
            })
            .collect();
        let mut through = 0;
        for answer in asking {
            let answer = answer.await.expect("an answer");
            if answer.status == 200 {
                through += 1;
            } else {
                answer.expect_problem(429, "rate_limited");
            }
        }
        assert_eq!(through, 10);
        one.clock.advance(Micros::minutes(2));
    }
    // What one copy let through, the other tells.
    copies[0].get("/api/v1/runs").await.expect(200);
    assert_eq!(number(&copies[1].get("/api/v1/runs").await, "x-ratelimit-remaining"), 8);
    one.assert_ledger_is_clean().await;
    one.stop().await;
    other.stop().await;
    database.remove().await;
}

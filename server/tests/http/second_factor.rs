//! The second factor: setting it up, signing in with it in two steps, turning it off.

use std::collections::HashSet;

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

use crate::common::app::SECRET;
use crate::common::people::{PASSWORD, email};
use crate::common::{Answer, App, Client, Options, letters, on_both};

on_both!(with by_hand =>
    signing_in_by_browser_takes_two_steps,
    a_code_counts_once_and_half_a_minute_around_its_time,
    five_wrong_codes_end_a_sign_in_and_the_owner_is_told,
    a_recovery_code_counts_once,
    tokens_need_a_code_as_well,
    it_is_turned_off_by_password_and_code,
    nothing_is_set_up_without_the_password_and_the_first_code,
    an_admin_counts_as_one_from_elsewhere_only_with_it,
    a_replaced_secret_keeps_it,
    a_lost_one_is_given_up_by_the_operator,
);

const PAGE: &str = "/account/security/second-factor";

fn by_hand() -> Options {
    Options::by_hand()
}

/// A browser: its cookies, and forms without scripts.
struct Browser<'a> {
    app: &'a App,
    client: Client,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    fn new(app: &'a App) -> Self {
        Self { app, client: app.visitor(), cookies: Vec::new() }
    }

    async fn signed_in(app: &'a App, name: &str) -> Self {
        let mut browser = Self::new(app);
        let answer = browser.sign_in(name).await;
        assert_eq!(answer.header("location"), Some("/agents"), "{}", answer.text());
        browser
    }

    async fn send(&mut self, method: Method, path: &str, form: Option<String>) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let asking = self.client.ask(method, path).unjudged().header("accept", "text/html");
        let asking = if cookies.is_empty() { asking } else { asking.header("cookie", &cookies.join("; ")) };
        let asking = match form {
            Some(form) => asking.body("application/x-www-form-urlencoded", form),
            None => asking,
        };
        let answer = asking.send().await;
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("ASCII");
            let (name, rest) = set.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    async fn post(&mut self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, Some(form.to_owned())).await
    }

    async fn page(&mut self, path: &str) -> String {
        self.send(Method::GET, path, None).await.text()
    }

    async fn sign_in(&mut self, name: &str) -> Answer {
        self.post("/sign-in", &format!("login={name}&password={PASSWORD}")).await
    }

    async fn code(&mut self, code: &str) -> Answer {
        self.post("/sign-in/code", &format!("code={code}&next=%2Fruns")).await
    }

    fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    async fn is_signed_in(&mut self) -> bool {
        self.send(Method::GET, "/runs", None).await.status == 200
    }

    /// Sets it up: the app, and the recovery codes.
    async fn set_up(&mut self) -> (Phone<'a>, Vec<String>) {
        let begun = self.post(PAGE, &format!("password={PASSWORD}")).await;
        assert_eq!((begun.status, begun.header("location")), (303, Some(PAGE)), "{}", begun.text());
        let (phone, codes) = read(self.app, &self.page(PAGE).await);
        let confirmed = self.post(&format!("{PAGE}/confirm"), &format!("code={}", phone.code())).await;
        assert_eq!(
            confirmed.header("location"),
            Some("/account/security/second-factor?done=on"),
            "{}",
            confirmed.text()
        );
        (phone, codes)
    }
}

/// What a phone makes of the page.
struct Phone<'a> {
    app: &'a App,
    totp: Totp,
}

impl Phone<'_> {
    fn code_at(&self, away: i64) -> String {
        let seconds = self.app.clock.now().as_micros() / 1_000_000 + away;
        self.totp.generate(seconds.unsigned_abs()).to_string()
    }

    fn code(&self) -> String {
        self.code_at(0)
    }

    /// A code that none of the three steps around now has.
    fn wrong(&self) -> String {
        let right: HashSet<String> = [-30, 0, 30].map(|away| self.code_at(away)).into();
        let wrong = ["000000", "111111", "222222", "333333"].into_iter().find(|code| !right.contains(*code));
        wrong.expect("three codes are right at most").to_owned()
    }
}

/// Reads the secret and the recovery codes off the page.
fn read<'a>(app: &'a App, page: &str) -> (Phone<'a>, Vec<String>) {
    let (_, rest) = page.split_once("?secret=").unwrap_or_else(|| panic!("no secret on {page}"));
    let secret: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let totp =
        Builder::new().with_secret(Secret::try_from_base32(&secret).expect("base 32")).build().expect("a secret");
    let is_code = |text: &&str| {
        text.len() == 19
            && text.split('-').all(|group| group.len() == 4 && group.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    let codes: Vec<String> = page.split(['<', '>']).filter(is_code).map(str::to_owned).collect();
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 10, "{codes:?}");
    (Phone { app, totp }, codes)
}

fn later(app: &App) {
    app.clock.advance(Micros::minutes(2));
}

async fn signing_in_by_browser_takes_two_steps(app: &App) {
    app.customer("ada").await;
    let mut browser = Browser::signed_in(app, "ada").await;
    let (phone, codes) = browser.set_up().await;
    let page = browser.page(PAGE).await;
    assert!(page.contains("10 of 10") && !page.contains("secret="), "the secret is never shown again: {page}");
    assert!(codes.iter().all(|code| !page.contains(code)));
    assert!(browser.is_signed_in().await, "the session that set it up goes on");

    later(app);
    let mut other = Browser::new(app);
    let asked = other.post("/sign-in", &format!("login=ada&password={PASSWORD}&next=%2Fcredits")).await;
    assert_eq!((asked.status, asked.header("location")), (303, Some("/sign-in/code?next=/credits")));
    assert!(other.cookie("session").is_none() && other.cookie("sign_in").is_some());
    assert!(!other.is_signed_in().await, "a password alone opens nothing");
    let wrong = other.code(&phone.wrong()).await;
    assert_eq!(wrong.status, 401);
    assert!(wrong.text().contains("This code is not right") && wrong.text().contains("value=\"/runs\""));
    let right = other.code(&phone.code()).await;
    assert_eq!((right.status, right.header("location")), (303, Some("/runs")), "{}", right.text());
    assert!(other.is_signed_in().await);
    assert!(other.cookie("sign_in").is_none(), "the pending sign-in is let go");
    letters::saying(&app.folder, &email("ada"), "Subject: Your second factor is on").await;
}

async fn a_code_counts_once_and_half_a_minute_around_its_time(app: &App) {
    app.customer("ada").await;
    let (phone, _) = Browser::signed_in(app, "ada").await.set_up().await;
    let used = phone.code();
    let mut browser = Browser::new(app);
    browser.sign_in("ada").await;
    assert_eq!(browser.code(&used).await.status, 401, "the code that confirmed it");
    later(app);
    for away in [-90, -60, 60, 90] {
        let mut browser = Browser::new(app);
        browser.sign_in("ada").await;
        assert_eq!(browser.code(&phone.code_at(away)).await.status, 401, "{away} s away");
    }
    // The step before, the present one, the one after; then no earlier one.
    for (away, status) in [(-30, 303), (-30, 401), (0, 303), (0, 401), (-30, 401), (30, 303), (30, 401), (0, 401)] {
        let mut browser = Browser::new(app);
        browser.sign_in("ada").await;
        assert_eq!(browser.code(&phone.code_at(away)).await.status, status, "{away} s away");
    }
    later(app);
    let code = phone.code();
    let at_once = (0..10).map(|_| async {
        let mut browser = Browser::new(app);
        browser.sign_in("ada").await;
        browser.code(&code).await.status
    });
    let statuses = futures::future::join_all(at_once).await;
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
}

async fn five_wrong_codes_end_a_sign_in_and_the_owner_is_told(app: &App) {
    app.customer("ada").await;
    let (phone, _) = Browser::signed_in(app, "ada").await.set_up().await;
    later(app);
    let mut browser = Browser::new(app);
    browser.sign_in("ada").await;
    for _ in 0..4 {
        let wrong = browser.code(&phone.wrong()).await;
        assert!(wrong.status == 401 && wrong.text().contains("name=\"code\""), "{}", wrong.text());
    }
    let last = browser.code(&phone.wrong()).await;
    assert!(last.status == 401 && !last.text().contains("name=\"code\""), "{}", last.text());
    let late = browser.code(&phone.code()).await;
    assert_eq!(late.status, 401, "the right code comes too late");
    letters::saying(&app.folder, &email("ada"), "five wrong codes").await;
    browser.sign_in("ada").await;
    assert_eq!(browser.code(&phone.code()).await.status, 303);

    let mut slow = Browser::new(app);
    slow.sign_in("ada").await;
    app.clock.advance(Micros::minutes(10));
    assert_eq!(slow.code(&phone.code()).await.status, 401, "ten minutes are over");
    for token in ["", "x", "A".repeat(43).as_str()] {
        let mut forger = Browser::new(app);
        forger.cookies.push(("sign_in".to_owned(), token.to_owned()));
        assert_eq!(forger.code(&phone.code()).await.status, 401, "{token}");
        assert!(!forger.is_signed_in().await);
    }
}

async fn a_recovery_code_counts_once(app: &App) {
    app.customer("ada").await;
    let (_, codes) = Browser::signed_in(app, "ada").await.set_up().await;
    let mut browser = Browser::new(app);
    browser.sign_in("ada").await;
    let typed = codes[3].to_uppercase().replace('-', "+");
    assert_eq!(browser.code(&typed).await.status, 303, "typed with spaces and in capitals");
    assert!(browser.page(PAGE).await.contains("9 of 10"));
    let mut again = Browser::new(app);
    again.sign_in("ada").await;
    assert_eq!(again.code(&codes[3]).await.status, 401);
    // Another person's recovery codes are none.
    app.customer("bob").await;
    let (_, foreign) = Browser::signed_in(app, "bob").await.set_up().await;
    assert_eq!(again.code(&foreign[0]).await.status, 401);
    assert_eq!(again.code(&codes[4]).await.status, 303);
}

async fn token(app: &App, totp: &Value) -> Answer {
    let body = json!({"login": "ada", "password": PASSWORD, "totp": totp});
    app.visitor().post("/api/v1/auth/token", &body).await
}

async fn tokens_need_a_code_as_well(app: &App) {
    let before = app.customer("ada").await;
    let (phone, codes) = Browser::signed_in(app, "ada").await.set_up().await;
    before.get("/api/v1/auth/me").await.expect(200);
    later(app);
    let body = json!({"login": "ada", "password": PASSWORD});
    app.visitor().post("/api/v1/auth/token", &body).await.expect_problem(401, "second_factor_required");
    token(app, &Value::Null).await.expect_problem(401, "second_factor_required");
    for wrong in [phone.wrong(), String::new(), "12345".to_owned(), "x".repeat(5_000)] {
        token(app, &json!(wrong)).await.expect_problem(401, "wrong_code");
    }
    assert_eq!(token(app, &json!(123_456)).await.misfits(), ["totp:not_a_text"]);
    let body = json!({"login": "ada", "password": "Wrong-horse-7", "totp": phone.code()});
    app.visitor().post("/api/v1/auth/token", &body).await.expect_problem(401, "wrong_credentials");
    let code = phone.code();
    let tokens = token(app, &json!(code)).await.expect(200);
    token(app, &json!(code)).await.expect_problem(401, "wrong_code");
    token(app, &json!(codes[0])).await.expect(200);
    let renewal = json!({"refresh_token": tokens["refresh_token"]});
    app.visitor().post("/api/v1/auth/refresh", &renewal).await.expect(200);
}

async fn it_is_turned_off_by_password_and_code(app: &App) {
    app.customer("ada").await;
    let mut browser = Browser::signed_in(app, "ada").await;
    let (phone, _) = browser.set_up().await;
    later(app);
    let off = format!("{PAGE}/off");
    for (password, code) in [("Wrong-horse-7", phone.code()), (PASSWORD, phone.wrong()), (PASSWORD, String::new())] {
        let refused = browser.post(&off, &format!("password={password}&code={code}")).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
    }
    let mut waiting = Browser::new(app);
    waiting.sign_in("ada").await;
    let done = browser.post(&off, &format!("password={PASSWORD}&code={}", phone.code())).await;
    assert_eq!(done.header("location"), Some("/account/security/second-factor?done=off"), "{}", done.text());
    Browser::signed_in(app, "ada").await;
    later(app);
    assert_eq!(waiting.code(&phone.code()).await.status, 401, "nothing waits any more");
    let again = browser.post(&off, &format!("password={PASSWORD}&code={}", phone.code())).await;
    assert_eq!(again.status, 409);
    letters::saying(&app.folder, &email("ada"), "Subject: Your second factor is off").await;
}

async fn nothing_is_set_up_without_the_password_and_the_first_code(app: &App) {
    app.customer("ada").await;
    let mut browser = Browser::signed_in(app, "ada").await;
    for password in ["", "Wrong-horse-7"] {
        let refused = browser.post(PAGE, &format!("password={password}")).await;
        assert!(refused.status == 422 && refused.text().contains("This is not your password."), "{}", refused.text());
    }
    let confirm = format!("{PAGE}/confirm");
    assert_eq!(browser.post(&confirm, "code=123456").await.status, 409, "nothing was begun");
    browser.post(PAGE, &format!("password={PASSWORD}")).await;
    let (first, first_codes) = read(app, &browser.page(PAGE).await);
    assert_eq!(browser.post(&confirm, &format!("code={}", first.wrong())).await.status, 422);
    Browser::signed_in(app, "ada").await;
    // Begun again, what was shown before is worth nothing.
    browser.post(PAGE, &format!("password={PASSWORD}")).await;
    let (second, codes) = read(app, &browser.page(PAGE).await);
    assert!(first_codes.iter().all(|code| !codes.contains(code)));
    assert_eq!(browser.post(&confirm, &format!("code={}", first.code())).await.status, 422);
    app.clock.advance(Micros::minutes(61));
    assert_eq!(browser.post(&confirm, &format!("code={}", second.code())).await.status, 409, "an hour is over");
    assert!(!browser.page(PAGE).await.contains("secret="));
    let (_, codes) = browser.set_up().await;
    let repeated = browser.post(PAGE, &format!("password={PASSWORD}")).await;
    assert_eq!(repeated.status, 409);
    assert_eq!(codes.len(), 10);
}

async fn an_admin_counts_as_one_from_elsewhere_only_with_it(app: &App) {
    use domain::account::{Action, Denied, Object, authorise};
    app.admin("grace").await;
    let elsewhere = Object::Platform { is_local: false };
    let mut browser = Browser::signed_in(app, "grace").await;
    let may = async |browser: &Browser<'_>| {
        let session = browser.cookie("session").expect("a session");
        let viewer = service::account::viewer_of_session(&app.services, session).await.expect("a viewer");
        authorise(&viewer, Action::Administer, elsewhere)
    };
    assert_eq!(may(&browser).await, Err(Denied::NotFound));
    let other = Browser::signed_in(app, "grace").await;
    let (phone, _) = browser.set_up().await;
    assert_eq!(may(&browser).await, Ok(()), "the session that set it up gave it");
    assert_eq!(may(&other).await, Err(Denied::NotFound), "a session from before did not");
    later(app);
    let mut third = Browser::new(app);
    third.sign_in("grace").await;
    third.code(&phone.code()).await;
    assert_eq!(may(&third).await, Ok(()));
    later(app);
    let body = json!({"login": "grace", "password": PASSWORD, "totp": phone.code()});
    let tokens = app.visitor().post("/api/v1/auth/token", &body).await.expect(200);
    let renewal = json!({"refresh_token": tokens["refresh_token"]});
    let renewed = app.visitor().post("/api/v1/auth/refresh", &renewal).await.expect(200);
    for pair in [tokens, renewed] {
        let token = pair["access_token"].as_str().expect("a token");
        let viewer = service::account::viewer_of_bearer(&app.services, token).await.expect("a viewer");
        assert_eq!(authorise(&viewer, Action::Administer, elsewhere), Ok(()));
    }
    later(app);
    third.post(&format!("{PAGE}/off"), &format!("password={PASSWORD}&code={}", phone.code())).await;
    assert_eq!(may(&third).await, Err(Denied::NotFound), "off is off, in every session");
    assert_eq!(may(&browser).await, Err(Denied::NotFound));
}

async fn a_replaced_secret_keeps_it(app: &App) {
    let before = app.customer("ada").await;
    let (phone, _) = Browser::signed_in(app, "ada").await.set_up().await;
    later(app);
    let new: &[u8] = b"another secret that only tests may know";
    let origin = service::account::Origin { address: [127, 0, 0, 1].into(), user_agent: String::new(), marks: None };
    let both = app.beside(new, Some(SECRET)).await;
    let bearer = before.bearer.as_deref().expect("a token");
    assert!(service::account::viewer_of_bearer(&both, bearer).await.is_ok(), "what the old secret signed is good");
    both.close().await;
    let later_on = app.beside(new, None).await;
    assert!(service::account::viewer_of_bearer(&later_on, bearer).await.is_err(), "until it is gone");
    let code = phone.code();
    let tokens = service::account::issue_tokens(&later_on, "ada", PASSWORD, Some(&code), &origin).await;
    assert!(tokens.is_ok(), "the second factor was sealed anew");
    later_on.close().await;
}

async fn a_lost_one_is_given_up_by_the_operator(app: &App) {
    use service::account::{Error, second_factor};
    app.customer("ada").await;
    let mut browser = Browser::signed_in(app, "ada").await;
    assert!(matches!(second_factor::give_up(&app.services, "ada").await, Err(Error::NoSecondFactor)));
    browser.set_up().await;
    assert!(matches!(second_factor::give_up(&app.services, "nobody").await, Err(Error::NotFound)));
    let user = second_factor::give_up(&app.services, " ADA@example.org ").await.expect("is given up");
    assert_eq!(user.username, "ada");
    Browser::signed_in(app, "ada").await;
    letters::saying(&app.folder, &email("ada"), "turned off for you").await;
}

//! A browser: it keeps cookies, posts forms, and says where it comes from.

use std::sync::{Arc, Mutex, PoisonError};

use http::Method;
use reqwest::multipart::Form;

use super::app::App;
use super::client::{Answer, Client};
use super::people::{PASSWORD, email};
use super::runs::fresh_key;

/// The agent that can be tried.
pub(crate) const CONSOLE: &str = "/agents/echo-trial/run";

/// A browser. Clones share its cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    client: Client,
    /// Where a proxy says that it is; on this machine without.
    address: Option<&'static str>,
    name: &'static str,
    cookies: Arc<Mutex<Vec<(String, String)>>>,
}

impl Browser {
    /// On this machine.
    pub(crate) fn here(app: &App) -> Self {
        Self { client: app.visitor(), address: None, name: "Tester/1.0", cookies: Arc::default() }
    }

    /// At that address, by a proxy that is believed.
    pub(crate) fn at(app: &App, address: &'static str) -> Self {
        Self { address: Some(address), ..Self::here(app) }
    }

    /// The same of another make.
    pub(crate) fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The same place and make, without cookies.
    pub(crate) fn cleared(&self) -> Self {
        Self { cookies: Arc::default(), ..self.clone() }
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    fn asking(&self, method: Method, path: &str) -> super::client::Asking {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let cookies: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut asking = self.client.ask(method, path).header("user-agent", self.name);
        if !cookies.is_empty() {
            asking = asking.header("cookie", &cookies.join("; "));
        }
        match self.address {
            Some(address) => asking.header("x-forwarded-for", address),
            None => asking,
        }
    }

    fn keep(&self, answer: &Answer) {
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().expect("ASCII");
            let (name, rest) = line.split_once('=').expect("a cookie");
            self.set_cookie(name, rest.split(';').next().unwrap_or_default());
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let answer = self.asking(Method::GET, path).header("accept", "text/html").unjudged().send().await;
        self.keep(&answer);
        answer
    }

    /// Asks the API with the browser's cookies; the answer is judged.
    pub(crate) async fn api(&self, method: Method, path: &str, body: Option<&serde_json::Value>) -> Answer {
        let asking = self.asking(method, path).header("idempotency-key", &fresh_key());
        match body {
            Some(body) => asking.json(body).send().await,
            None => asking.send().await,
        }
    }

    /// Posts the form of the agent that can be tried.
    pub(crate) async fn try_agent(&self, text: &str, steps: u32, wait_ms: u32) -> Answer {
        let form = Form::new()
            .text("nonce", format!("nonce-{}", fresh_key()))
            .text("max_price_microcredits", "0")
            .text("text", text.to_owned())
            .text("steps", steps.to_string())
            .text("wait_ms", wait_ms.to_string());
        let asking = self.asking(Method::POST, CONSOLE).header("accept", "text/html");
        let answer = asking.form(form).unjudged().send().await;
        self.keep(&answer);
        answer
    }

    /// Tries the agent and gives the run's id.
    pub(crate) async fn tried(&self, text: &str, steps: u32, wait_ms: u32) -> String {
        let answer = self.try_agent(text, steps, wait_ms).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let place = answer.header("location").expect("a place").to_owned();
        place.strip_prefix("/runs/").unwrap_or_else(|| panic!("{place}")).to_owned()
    }

    /// How many trial runs the agent's page says are left; `None` where it says nothing of them.
    pub(crate) async fn left(&self) -> Option<u32> {
        let page = self.get(CONSOLE).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let text = page.text();
        if text.contains("No trial run is left") {
            return Some(0);
        }
        let (before, _) = text.split_once(" left</p>")?;
        let said = before.rsplit('>').next()?;
        said.split(' ').next()?.parse().ok()
    }

    /// Posts a plain form of our own pages.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let coded: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let asking = self.asking(Method::POST, path).header("accept", "text/html");
        let answer = asking.body("application/x-www-form-urlencoded", coded.join("&")).unjudged().send().await;
        self.keep(&answer);
        answer
    }

    pub(crate) async fn sign_up(&self, name: &str) -> Answer {
        let address = email(name);
        let fields =
            [("email", address.as_str()), ("username", name), ("full_name", "Ada Lovelace"), ("password", PASSWORD)];
        self.post("/sign-up", &fields).await
    }

    pub(crate) async fn sign_in(&self, name: &str) {
        let answer = self.post("/sign-in", &[("login", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |coded, byte| format!("{coded}%{byte:02X}"))
}

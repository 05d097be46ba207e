//! A browser without scripts: a session's cookie, plain forms.

use http::Method;

use super::app::App;
use super::client::{Answer, Client};
use super::people::PASSWORD;

/// Somebody who signed in by the page.
#[derive(Clone)]
pub(crate) struct PageSession {
    client: Client,
    cookie: String,
    user_agent: String,
}

impl App {
    /// Signs in by the page, with a browser of that name.
    pub(crate) async fn page_session(&self, login: &str, user_agent: &str) -> PageSession {
        let client = self.visitor();
        let form = format!("login={login}&password={PASSWORD}");
        let asking = client.ask(Method::POST, "/sign-in").header("user-agent", user_agent);
        let answer = asking.body("application/x-www-form-urlencoded", form).unjudged().send().await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let cookie = answer.header("set-cookie").and_then(|value| value.split(';').next()).expect("a cookie");
        PageSession { cookie: cookie.to_owned(), user_agent: user_agent.to_owned(), client }
    }
}

impl PageSession {
    /// The session's token, as its cookie has it.
    pub(crate) fn token(&self) -> &str {
        self.cookie.strip_prefix("session=").expect("the session's cookie")
    }

    fn ask(&self, method: Method, path: &str) -> super::client::Asking {
        let asking = self.client.ask(method, path).header("cookie", &self.cookie).header("accept", "text/html");
        asking.header("user-agent", &self.user_agent).header("sec-fetch-site", "same-origin").unjudged()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path).send().await
    }

    /// Sends a form of plain fields.
    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path).body("application/x-www-form-urlencoded", form.to_owned()).send().await
    }

    /// Sends a form with files.
    pub(crate) async fn upload(&self, path: &str, form: reqwest::multipart::Form) -> Answer {
        self.ask(Method::POST, path).form(form).send().await
    }
}

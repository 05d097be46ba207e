//! A client of the API. Every answer is judged before a test sees it.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use http::{HeaderMap, Method};
use serde_json::Value;

use super::contract;

/// Somebody who asks.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    http: reqwest::Client,
    pub(crate) bearer: Option<String>,
}

/// A request that is not sent yet.
#[must_use]
pub(crate) struct Asking {
    method: Method,
    path: String,
    builder: reqwest::RequestBuilder,
    is_judged: bool,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    asked: String,
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self::from(address, None)
    }

    /// One that calls from another address of this machine.
    pub(crate) fn from(address: SocketAddr, own: Option<IpAddr>) -> Self {
        let http = reqwest::Client::builder()
            .local_address(own)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_mins(1))
            .build()
            .expect("a client");
        Self { address, http, bearer: None }
    }

    /// The same, with another access token.
    pub(crate) fn with_bearer(&self, token: &str) -> Self {
        Self { bearer: Some(token.to_owned()), ..self.clone() }
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking {
        let url = format!("http://{}{path}", self.address);
        let builder = self.http.request(method.clone(), url);
        let builder = match &self.bearer {
            Some(token) => builder.bearer_auth(token),
            None => builder,
        };
        Asking { method, path: path.to_owned(), builder, is_judged: true }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path).send().await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path).json(body).send().await
    }
}

impl Asking {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.builder = self.builder.json(body);
        self
    }

    /// A body of any kind.
    pub(crate) fn body(mut self, content_type: &str, body: impl Into<reqwest::Body>) -> Self {
        self.builder = self.builder.header("content-type", content_type).body(body);
        self
    }

    pub(crate) fn form(mut self, form: reqwest::multipart::Form) -> Self {
        self.builder = self.builder.multipart(form);
        self
    }

    /// For what is no part of the API.
    pub(crate) fn unjudged(mut self) -> Self {
        self.is_judged = false;
        self
    }

    /// The open answer, for what is read piece by piece.
    pub(crate) async fn open(self) -> reqwest::Response {
        self.builder.send().await.expect("an answer")
    }

    pub(crate) async fn send(self) -> Answer {
        let asked = format!("{} {}", self.method, self.path);
        self.try_send().await.unwrap_or_else(|error| panic!("{asked}: {error:?}"))
    }

    /// For a server that may be gone.
    pub(crate) async fn try_send(self) -> Result<Answer, reqwest::Error> {
        let Self { method, path, builder, is_judged } = self;
        let response = builder.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await?.to_vec();
        let answer = Answer { status, headers, body, asked: format!("{method} {path}") };
        if is_judged {
            contract::judge(&method, &path, &answer);
        }
        Ok(answer)
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}: not JSON: {}", self.asked, self.text()))
    }

    /// The body, if the status is this one.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// The problem, if the status and the code are these.
    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, code: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(problem["code"], code, "{}: {problem}", self.asked);
        problem
    }

    /// The fields that a refusal names, as `field:code`.
    #[track_caller]
    pub(crate) fn misfits(&self) -> Vec<String> {
        let problem = self.expect(422);
        let errors = problem["errors"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        errors.iter().map(|error| format!("{}:{}", text(&error["field"]), text(&error["code"]))).collect()
    }

    /// Everything of a refusal but the request's id: what two refusals must have in common to be told apart by nobody.
    pub(crate) fn without_request_id(&self) -> String {
        let mut body = self.json();
        body["request_id"] = Value::Null;
        let told = ["x-request-id", "date", "content-length"];
        let mut headers: Vec<String> = self
            .headers
            .iter()
            .filter(|(name, _)| !told.contains(&name.as_str()))
            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
            .collect();
        headers.sort();
        format!("{}\n{}\n{body}", self.status, headers.join("\n"))
    }
}

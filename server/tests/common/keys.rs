//! API keys: making them and asking with them.

use serde_json::{Value, json};

use super::client::Client;

/// Every scope there is.
pub(crate) const SCOPES: [&str; 4] = ["account:read", "runs:read", "runs:write", "credits:read"];

impl Client {
    /// Makes a key with this body and gives the answer: `key` and `token`.
    pub(crate) async fn make_key(&self, body: &Value) -> Value {
        self.post("/api/v1/keys", body).await.expect(201)
    }

    /// Somebody who asks with a new key of that name and these scopes.
    pub(crate) async fn with_key(&self, name: &str, scopes: &[&str]) -> Self {
        let made = self.make_key(&json!({"name": name, "scopes": scopes})).await;
        self.with_bearer(made["token"].as_str().expect("a token"))
    }
}

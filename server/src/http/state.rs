//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;
use service::Services;
use tokio_util::sync::CancellationToken;

use crate::assets::AssetNames;
use crate::http::address::Proxies;
use crate::http::origin::PublicUrl;

/// The state of the router.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub services: Services,
    /// How this process faces the world.
    pub edge: Arc<Edge>,
}

/// How this process faces the world: fixed at start.
#[derive(Clone, Default)]
pub struct Edge {
    /// Where it is reached; `None` on a developer's machine.
    pub public_url: Option<PublicUrl>,
    /// Origins whose pages may call the API and read its answers.
    pub shared_with: Vec<PublicUrl>,
    /// Whose word on the client's address is taken.
    pub proxies: Proxies,
    /// The names of the built files that pages refer to.
    pub assets: AssetNames,
    /// What `/metrics` reads; `None` where nothing is recorded (tests).
    pub metrics: Option<PrometheusHandle>,
    /// Cancelled when the server is told to stop: readiness fails and streams end.
    pub closing: CancellationToken,
}

impl AppState {
    /// The state of a process that faces the world like this.
    pub fn new(services: Services, edge: Edge) -> Self {
        Self { services, edge: Arc::new(edge) }
    }
}

impl Edge {
    /// Whether it is reached by https: cookies are then `__Host-` and Secure, and HSTS is sent.
    pub fn is_production(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_https)
    }
}

impl FromRef<AppState> for Services {
    fn from_ref(state: &AppState) -> Self {
        state.services.clone()
    }
}

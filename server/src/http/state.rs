//! What every handler can reach.

use std::sync::Arc;
use std::time::Duration;

use app::ssr::Reference;
use axum::extract::FromRef;
use service::Services;
use tokio_util::sync::CancellationToken;

use crate::assets::AssetNames;
use crate::http::address::Proxies;
use crate::http::openapi;
use crate::http::origin::PublicUrl;
use crate::http::ws::Sockets;
use crate::telemetry::Measurements;

/// The state of the router.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub services: Services,
    /// How this process faces the world.
    pub edge: Arc<Edge>,
    /// The `WebSockets` of this process.
    pub sockets: Arc<Sockets>,
    /// The REST API, as people read of it.
    pub reference: Arc<Reference>,
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
    pub metrics: Option<Measurements>,
    /// Cancelled when the server is told to stop: readiness fails and streams end.
    pub closing: CancellationToken,
    /// How often what stays open is looked after.
    pub rhythm: Rhythm,
}

/// How often what stays open (streams, `WebSockets`) is looked after.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    /// Something is sent at least this often, so that no proxy takes it for dead.
    pub beat: Duration,
    /// At every so many beats the right to look is checked again: each minute.
    pub beats_per_check: u32,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self { beat: Duration::from_secs(15), beats_per_check: 4 }
    }
}

impl AppState {
    /// The state of a process that faces the world like this.
    pub fn new(services: Services, edge: Edge) -> Self {
        let reference = Reference::new(openapi::value, services.settings().public_url.clone());
        Self { services, edge: Arc::new(edge), sockets: Arc::default(), reference: Arc::new(reference) }
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

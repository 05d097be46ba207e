//! A server as it runs, but for its port, its folder and its agents.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::limit::Plan;
use server::http::address::Proxies;
use server::http::origin::PublicUrl;
use server::http::state::{AppState, Edge, Rhythm};
use server::{accept, routes};
use service::catalogue::AgentSource;
use service::clock::Clock;
use service::mail::{Outbox, Transport};
use service::run::Workers;
use service::trial::Rules;
use service::usage::Recorder;
use service::{Services, SetUp, Settings};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::client::Client;
use store::Location;
use store::testing::TestDatabase as Database;

/// The secret of every test's server.
pub(crate) const SECRET: &[u8] = b"a secret that only tests may know";

/// What differs from test to test.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Options {
    /// Whether runs are worked on; without, they stay queued.
    pub(crate) works: bool,
    /// Whether tries are limited.
    pub(crate) is_limited: bool,
    /// What everybody is on.
    pub(crate) plan: Plan,
    /// Where it is reached, where that is not this machine alone: https means production.
    pub(crate) reached_at: Option<PublicUrl>,
    /// Origins whose pages may call the API.
    pub(crate) shared_with: Vec<PublicUrl>,
    pub(crate) clock: Clock,
    pub(crate) workers: usize,
    /// How many runs without an account there are.
    pub(crate) trial: Rules,
    /// Whether there is an agent that can be tried without an account.
    pub(crate) has_trial_agent: bool,
    /// Whether the agents that come with the program are there too.
    pub(crate) has_own_agents: bool,
    /// Whether `X-Forwarded-For` is believed.
    pub(crate) is_behind_proxy: bool,
    pub(crate) rhythm: Rhythm,
}

impl Options {
    /// Nobody works: runs stay queued.
    pub(crate) fn idle() -> Self {
        Self { works: false, ..Self::default() }
    }

    /// A clock that stands still until the test moves it.
    pub(crate) fn by_hand() -> Self {
        let now = Clock::System.now();
        Self { clock: Clock::manual(now), ..Self::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            works: true,
            is_limited: false,
            plan: Plan::Internal,
            reached_at: None,
            shared_with: Vec::new(),
            clock: Clock::System,
            workers: 4,
            trial: Rules::default(),
            has_trial_agent: false,
            has_own_agents: false,
            is_behind_proxy: false,
            rhythm: Rhythm::default(),
        }
    }
}

/// A running server.
pub(crate) struct App {
    pub(crate) services: Services,
    pub(crate) address: SocketAddr,
    pub(crate) folder: PathBuf,
    pub(crate) clock: Clock,
    location: Location,
    options: Options,
    edge: Edge,
    serving: JoinHandle<()>,
    workers: Option<Workers>,
    recorder: Recorder,
    _outbox: Outbox,
}

/// The agents of the tests.
pub(crate) fn agents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agents")
}

/// The one that can be tried without an account.
fn trial_agents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trial_agents")
}

fn set_up(location: Location, folder: &Path, address: SocketAddr, options: &Options) -> SetUp {
    SetUp {
        location,
        data: folder.to_owned(),
        secret: SECRET.to_vec(),
        previous_secret: None,
        agents: {
            let trial = options.has_trial_agent.then(|| AgentSource::Folder(trial_agents()));
            let own = options.has_own_agents.then(server::config::own_agents);
            [AgentSource::Folder(agents())].into_iter().chain(trial).chain(own).collect()
        },
        mail: Transport::folder(folder.join("mail"), "Guildhall <guildhall@localhost>").expect("an address"),
        settings: Settings {
            public_url: format!("http://{address}"),
            is_limited: options.is_limited,
            plan: options.plan,
            workers: options.workers,
            trial: options.trial.clone(),
            ..Settings::default()
        },
        clock: options.clock.clone(),
    }
}

impl App {
    /// Proves `promise` on a server with `database` and `options`.
    pub(crate) async fn run(database: Database, options: Options, promise: impl AsyncFnOnce(&Self)) {
        let folder = TempDir::new().expect("a temporary folder");
        let app = Self::start(&database, folder.path(), options).await;
        promise(&app).await;
        app.assert_ledger_is_clean().await;
        app.stop().await;
        database.remove().await;
    }

    /// Starts a server on `database` with its files in `folder`.
    pub(crate) async fn start(database: &Database, folder: &Path, options: Options) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let set_up = set_up(database.location(folder), folder, address, &options);
        let services = Services::set_up(set_up).await.expect("the services start");
        let nearby = "127.0.0.1".parse().expect("a network");
        let proxies = Proxies::new(options.is_behind_proxy.then_some(nearby));
        let edge = Edge {
            proxies,
            rhythm: options.rhythm,
            public_url: options.reached_at.clone(),
            shared_with: options.shared_with.clone(),
            ..Edge::default()
        };
        let router = routes::router(AppState::new(services.clone(), edge.clone()));
        let limits = accept::Limits { grace: Duration::from_secs(2), ..accept::Limits::default() };
        let serving = accept::serve(listener, router, limits, edge.proxies.clone(), edge.closing.clone());
        let workers =
            if options.works { Some(Workers::start(&services).await.expect("the workers start")) } else { None };
        let outbox = Outbox::start(&services);
        let recorder = Recorder::start(&services);
        Self {
            services,
            address,
            folder: folder.to_owned(),
            clock: options.clock.clone(),
            location: database.location(folder),
            options,
            edge,
            serving: tokio::spawn(serving),
            workers,
            recorder,
            _outbox: outbox,
        }
    }

    /// Somebody who has not signed in.
    pub(crate) fn visitor(&self) -> Client {
        Client::new(self.address)
    }

    /// The same at another address: every address of 127.0.0.0/8 is this machine's.
    pub(crate) fn visitor_from(&self, own: [u8; 4]) -> Client {
        Client::from(self.address, Some(own.into()))
    }

    /// The use cases as another process of the same place has them, with other secrets.
    pub(crate) async fn beside(&self, secret: &[u8], previous: Option<&[u8]>) -> Services {
        let usual = set_up(self.location.clone(), &self.folder, self.address, &self.options);
        let other = SetUp { secret: secret.to_vec(), previous_secret: previous.map(<[u8]>::to_vec), ..usual };
        Services::set_up(other).await.expect("the services start")
    }

    /// Proves what `guildhall verify` proves.
    pub(crate) async fn assert_ledger_is_clean(&self) {
        let report = service::ledger::verify(&self.services).await.expect("verify reads");
        let broken: Vec<_> = report.checks.iter().filter(|check| !check.faults.is_empty()).collect();
        assert!(broken.is_empty(), "verify finds {broken:#?}");
    }

    /// What a signal to stop begins with: streams end, nobody is taken on any more.
    pub(crate) fn begin_to_close(&self) {
        self.edge.closing.cancel();
    }

    /// Ends everything.
    pub(crate) async fn stop(self) {
        self.edge.closing.cancel();
        if let Some(workers) = self.workers {
            workers.stop(Duration::from_secs(5)).await;
        }
        self.serving.await.expect("the accept loop ends");
        self.recorder.stop().await;
        self.services.close().await;
    }
}

//! Services on a database of their own, with the echo agent and a clock that the test moves.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::account::{Role, Viewer};
use domain::credits::Credits;
use domain::id::{OwnerId, RunId};
use domain::input::Values;
use domain::limit::Plan;
use domain::run::Run;
use domain::time::Timestamp;
use serde_json::Value;
use service::account::{Register, create_admin, find_owner_by_login};
use service::catalogue::AgentSource;
use service::clock::Clock;
use service::mail::Transport;
use service::{Services, SetUp, Settings, ledger, run};
use store::Location;
use store::testing::TestDatabase;

pub(crate) const NOW: Timestamp = Timestamp::from_micros(1_790_000_000_000_000);

pub(crate) struct World {
    pub(crate) services: Services,
    pub(crate) clock: Clock,
    database: TestDatabase,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = TestDatabase::sqlite();
        Self::open(database, folder).await
    }

    pub(crate) async fn postgres() -> Self {
        Self::open(TestDatabase::postgres().await, tempfile::tempdir().expect("a folder")).await
    }

    async fn open(database: TestDatabase, folder: tempfile::TempDir) -> Self {
        let clock = Clock::manual(NOW);
        let services = set_up(&database, folder.path(), agents(), clock.clone()).await;
        Self { services, clock, database, folder }
    }

    /// Services on another database and folder, with the same agents and clock.
    pub(crate) async fn sibling(&self, location: Location, data: PathBuf) -> Services {
        set_up_at(location, &data, agents(), self.clock.clone()).await
    }

    /// Where the database is.
    pub(crate) fn location(&self) -> Location {
        self.database.location(self.folder.path())
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A verified customer without credits.
    pub(crate) async fn customer(&self, name: &str) -> (OwnerId, Viewer) {
        let form = Register {
            email: format!("{name}@example.org"),
            username: name.to_owned(),
            full_name: name.to_owned(),
            password: "Passw0rd-for-tests".to_owned(),
        };
        create_admin(&self.services, form, Role::User).await.expect("signs up");
        find_owner_by_login(&self.services, name).await.expect("reads").expect("is there")
    }

    /// Starts an echo of `text`.
    pub(crate) async fn start(&self, viewer: &Viewer, key: &str, values: Value) -> Result<run::Started, run::Error> {
        self.start_with(viewer, "echo", key, values, Vec::new(), true).await
    }

    /// Starts that agent with those files.
    pub(crate) async fn start_with(
        &self,
        viewer: &Viewer,
        slug: &str,
        key: &str,
        values: Value,
        files: Vec<(String, run::GivenFile)>,
        use_cache: bool,
    ) -> Result<run::Started, run::Error> {
        let start = asked(slug, key, values, files);
        run::start(&self.services, viewer, run::Start { use_cache, ..start }).await
    }

    /// Starts that agent from a step of an earlier run.
    pub(crate) async fn branch(
        &self,
        viewer: &Viewer,
        slug: &str,
        key: &str,
        values: Value,
        from: (RunId, &str),
    ) -> Result<run::Started, run::Error> {
        let branch_from = Some(run::BranchFrom { run: from.0, step: from.1.to_owned() });
        let start = asked(slug, key, values, Vec::new());
        run::start(&self.services, viewer, run::Start { branch_from, ..start }).await
    }

    /// Waits until a run is settled.
    pub(crate) async fn settled(&self, viewer: &Viewer, id: RunId) -> Run {
        for _ in 0..600 {
            let found = run::show(&self.services, viewer, id).await.expect("is there");
            if found.charged.is_some() {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{id} is not settled after half a minute");
    }

    /// Runs as they come, worked to their end, under keys of their own.
    pub(crate) async fn worked(&self, viewer: &Viewer, slug: &str, values: Value) -> Run {
        let key = format!("worked-{:032x}", self.clock.mint());
        let started = self.start_with(viewer, slug, &key, values, Vec::new(), true).await.expect("starts");
        self.settled(viewer, started.run.id).await
    }

    /// The same use cases again on the same data, with the agents of that folder.
    pub(crate) async fn with_agents(&self, agents: PathBuf) -> Services {
        set_up(&self.database, self.folder.path(), agents, self.clock.clone()).await
    }

    /// The same use cases as another process on the same data has them.
    pub(crate) async fn beside(&self) -> Services {
        self.with_agents(agents()).await
    }

    /// Everything that is stored: the files of the database or the text of all its rows, and the content of files.
    pub(crate) async fn everything(&self) -> Vec<u8> {
        let mut all = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                all.extend(path.to_string_lossy().as_bytes());
                if path.is_dir() {
                    folders.push(path);
                } else {
                    all.extend(std::fs::read(&path).expect("a file"));
                }
            }
        }
        all.extend(self.database.dump().await);
        all
    }

    pub(crate) async fn verify(&self) {
        let report = ledger::verify(&self.services).await.expect("verifies");
        assert!(
            report.is_clean(),
            "{:#?}",
            report.checks.iter().filter(|check| !check.faults.is_empty()).collect::<Vec<_>>()
        );
    }

    pub(crate) async fn end(self) {
        self.verify().await;
        self.services.close().await;
        self.database.remove().await;
        drop(self.folder);
    }
}

fn asked(slug: &str, key: &str, values: Value, files: Vec<(String, run::GivenFile)>) -> run::Start {
    let Value::Object(values): Value = values else { panic!("an object") };
    let values: Values = values;
    run::Start {
        slug: slug.to_owned(),
        values,
        files,
        max_price: Credits::whole(1),
        use_cache: true,
        branch_from: None,
        idempotency_key: key.to_owned(),
        trace_id: String::new(),
    }
}

fn agents() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/agents")
}

async fn set_up(database: &TestDatabase, folder: &Path, agents: PathBuf, clock: Clock) -> Services {
    set_up_at(database.location(folder), folder, agents, clock).await
}

async fn set_up_at(location: Location, folder: &Path, agents: PathBuf, clock: Clock) -> Services {
    Services::set_up(SetUp {
        location,
        data: folder.to_owned(),
        secret: vec![7; 32],
        previous_secret: None,
        agents: vec![AgentSource::Folder(agents)],
        mail: Transport::folder(folder.join("mail"), "Guildhall <guildhall@localhost>").expect("an address"),
        settings: Settings { is_limited: false, plan: Plan::Internal, ..Settings::default() },
        clock,
    })
    .await
    .expect("sets up")
}

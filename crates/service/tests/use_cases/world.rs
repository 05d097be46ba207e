//! Services on a database of their own, with the echo agent and a clock that the test moves.

use std::path::PathBuf;
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
        let services = Services::set_up(SetUp {
            location: database.location(folder.path()),
            data: folder.path().to_owned(),
            secret: vec![7; 32],
            agents: vec![AgentSource::Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/agents"))],
            mail: Transport::folder(folder.path().join("mail"), "Guildhall <guildhall@localhost>").expect("an address"),
            settings: Settings { is_limited: false, plan: Plan::Internal, ..Settings::default() },
            clock: clock.clone(),
        })
        .await
        .expect("sets up");
        Self { services, clock, database, folder }
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
        let Value::Object(values): Value = values else { panic!("an object") };
        let values: Values = values;
        let start = run::Start {
            slug: "echo".to_owned(),
            values,
            files: Vec::new(),
            max_price: Credits::whole(1),
            idempotency_key: key.to_owned(),
            trace_id: String::new(),
        };
        run::start(&self.services, viewer, start).await
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

//! The real program, as a process of its own.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use serde_json::json;
use store::testing::TestDatabase as Database;
use tempfile::TempDir;

use crate::common::{self, Client};

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// The program with its folder and its database.
pub(crate) struct Program {
    folder: Arc<TempDir>,
    pub(crate) database: Database,
    /// Where it finds its database, if not where that is.
    pub(crate) url: Option<String>,
    /// Other agents than those of all tests.
    pub(crate) agents: Option<PathBuf>,
    port: u16,
}

/// A test that fails shows what the program had to say.
impl Drop for Program {
    #[expect(clippy::print_stderr, reason = "it belongs to the failed test's own output")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the program's log:\n{}", self.log());
        }
    }
}

impl Program {
    pub(crate) fn new(database: Database) -> Self {
        let url = database.url();
        Self {
            folder: Arc::new(TempDir::new().expect("a temporary folder")),
            database,
            url,
            agents: None,
            port: free_port(),
        }
    }

    /// Another copy over the same database and folder.
    pub(crate) fn beside(&self) -> Self {
        let database = match &self.database {
            Database::Sqlite => Database::Sqlite,
            Database::Postgres { server, name } => Database::Postgres { server: server.clone(), name: name.clone() },
        };
        Self {
            folder: Arc::clone(&self.folder),
            database,
            url: self.url.clone(),
            agents: self.agents.clone(),
            port: free_port(),
        }
    }

    pub(crate) fn command(&self, word: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guildhall"));
        command
            .arg(word)
            .current_dir(self.folder.path())
            .env("GUILDHALL_ADDR", format!("127.0.0.1:{}", self.port))
            .env("GUILDHALL_DATA", self.data())
            .env("GUILDHALL_AGENTS", self.agents.clone().unwrap_or_else(common::app::agents))
            .env("GUILDHALL_LOG", "warn")
            .env("GUILDHALL_PLAN", "internal")
            .env_remove("DATABASE_URL")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url).env("GUILDHALL_SECRET", "a secret that only tests may ever know");
        }
        command
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where its database is.
    pub(crate) fn location(&self) -> store::Location {
        match &self.url {
            Some(url) => store::Location::Postgres(url.clone()),
            None => store::Location::Sqlite(self.data().join("guildhall.db")),
        }
    }

    /// Carries out a command to its end.
    pub(crate) fn carry_out(&self, word: &str, arguments: &[&str]) -> Output {
        let mut command = self.command(word);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("the program starts")
    }

    /// Starts it and waits until it answers.
    pub(crate) async fn serve(&self) -> Child {
        self.ready(self.command("serve").stderr(self.log_file()).spawn().expect("the program starts")).await
    }

    /// Starts a copy that only serves, and waits until it answers.
    pub(crate) async fn serve_without_workers(&self) -> Child {
        let mut command = self.command("serve");
        command.env("GUILDHALL_WORKERS", "0").stderr(self.log_file());
        self.ready(command.spawn().expect("the program starts")).await
    }

    /// Starts a process that only works.
    pub(crate) fn work(&self) -> Child {
        self.command("worker").stderr(self.log_file()).spawn().expect("the program starts")
    }

    /// Starts one that tells how it is, and waits until it is ready: the process, and whoever asks it.
    pub(crate) async fn work_and_tell(&self) -> (Child, Client) {
        let address: SocketAddr = ([127, 0, 0, 1], free_port()).into();
        let mut command = self.command("worker");
        command.env("GUILDHALL_WORKER_ADDR", address.to_string()).stderr(self.log_file());
        let watcher = Client::new(address);
        let child = self.ready_for(&watcher, command.spawn().expect("the program starts")).await;
        (child, watcher)
    }

    fn log_file(&self) -> std::fs::File {
        let log = self.folder.path().join("log");
        std::fs::File::options().create(true).append(true).open(log).expect("a log")
    }

    /// Starts it so that a file that may not grow is an error to it and no signal: as on a disk that is full.
    pub(crate) async fn serve_without_file_signal(&self) -> Child {
        let plain = self.command("serve");
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\" serve"]).arg(plain.get_program());
        shell.current_dir(self.folder.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        self.ready(shell.spawn().expect("the program starts")).await
    }

    async fn ready(&self, child: Child) -> Child {
        self.ready_for(&self.client(), child).await
    }

    async fn ready_for(&self, visitor: &Client, mut child: Child) -> Child {
        for _ in 0..1_200 {
            let asked = visitor.ask(Method::GET, "/health/ready").unjudged().try_send().await;
            if asked.is_ok_and(|answer| answer.status == 200) {
                return child;
            }
            if let Some(status) = child.try_wait().expect("a child") {
                panic!("the program ended with {status}: {}", self.log());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the program is not ready: {}", self.log());
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(([127, 0, 0, 1], self.port).into())
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    pub(crate) fn assert_verify_is_clean(&self, when: &str) {
        let output =
            self.command("verify").stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("verify runs");
        let (told, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{when}: {told}{failed}\n{}", self.log());
    }

    /// A verified customer with the welcome credits.
    pub(crate) async fn customer(&self) -> Client {
        let client = self.client();
        let email = common::people::email("ada");
        let person = json!({
            "email": email, "username": "ada", "full_name": "Ada Lovelace", "password": common::people::PASSWORD,
        });
        client.post("/api/v1/auth/register", &person).await.expect(202);
        let token = common::letters::token(&self.data(), &email).await;
        client.post("/api/v1/auth/verify-email", &json!({"token": token})).await.expect(200);
        let tokens = client.tokens("ada").await;
        client.with_bearer(tokens["access_token"].as_str().expect("a token"))
    }
}

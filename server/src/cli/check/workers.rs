//! Whether runs are worked on.

use std::path::Path;

use domain::time::{Micros, Timestamp};
use service::health;
use service::run::WorkerLock;
use store::{Db, Dialect};

use super::Finding;

const PART: &str = "workers";
/// A run that waits longer finds nobody, or too few.
const WAITS: Micros = Micros::minutes(1);

pub(super) async fn look(db: &Db, data: &Path, now: Timestamp) -> Finding {
    let queue = match health::queue(db, now).await {
        Ok(queue) => queue,
        Err(error) => return Finding::failure(PART, error.to_string(), "See what the database says."),
    };
    let who = match db.dialect() {
        Dialect::Postgres => "any copy",
        Dialect::Sqlite => match WorkerLock::is_taken(data) {
            Ok(true) => "the process that has the lock",
            Ok(false) => "nobody: no server runs here",
            Err(error) => {
                let mend = "Let the user that runs the server write in the data folder.";
                return Finding::failure(PART, format!("workers.lock: {error}"), mend);
            }
        },
    };
    let found = format!("{} runs wait, {} are worked on, by {who}", queue.queued, queue.working);
    if queue.oldest_age > WAITS {
        let seconds = queue.oldest_age.0 / 1_000_000;
        let mend = "Start `guildhall serve`, or give it more with GUILDHALL_WORKERS.";
        return Finding::warning(PART, format!("{found}; the first since {seconds} s"), mend);
    }
    Finding::ok(PART, found)
}

//! Sums over rows of `runs`: the columns and how they are read, for whoever groups them.

use domain::credits::Credits;
use domain::run::RunTally;

/// What runs come to, as columns of a `SELECT` that groups.
macro_rules! sums {
    () => {
        "COUNT(*) AS runs,
            CAST(SUM(CASE WHEN settled_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS finished,
            CAST(SUM(CASE status WHEN 'succeeded' THEN 1 ELSE 0 END) AS BIGINT) AS succeeded,
            CAST(SUM(CASE WHEN cached_from IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS cached,
            CAST(SUM(COALESCE(charged, 0)) AS BIGINT) AS charged,
            CAST(SUM(CASE WHEN cached_from IS NULL AND finished_at >= started_at THEN 1 ELSE 0 END) AS BIGINT) AS timed,
            CAST(SUM(CASE WHEN cached_from IS NULL AND finished_at >= started_at THEN finished_at - started_at ELSE 0 END)
                AS BIGINT) AS time_us "
    };
}
pub(crate) use sums;

/// Those columns.
#[derive(sqlx::FromRow)]
pub(crate) struct SumsRow {
    runs: i64,
    finished: i64,
    succeeded: i64,
    cached: i64,
    charged: i64,
    timed: i64,
    time_us: i64,
}

impl SumsRow {
    pub(crate) const fn into_tally(self) -> RunTally {
        RunTally {
            runs: self.runs.unsigned_abs(),
            finished: self.finished.unsigned_abs(),
            succeeded: self.succeeded.unsigned_abs(),
            cached: self.cached.unsigned_abs(),
            charged: Credits::from_micro(self.charged),
            timed: self.timed.unsigned_abs(),
            time_us: self.time_us,
        }
    }
}

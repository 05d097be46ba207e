//! The marks under which welcome credits were given, so that one person gets them once.

use domain::id::OwnerId;
use domain::time::{Micros, Timestamp};

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows};

/// A mark, and for how long welcome credits under it keep others from theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WelcomeMark {
    /// A keyed hash.
    pub mark: String,
    /// How long.
    pub lasts: Micros,
}

/// Keeps a mark of a sign-up until its address is proven.
pub async fn keep(conn: &mut Conn<'_>, owner: OwnerId, mark: &WelcomeMark) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO sign_up_marks (owner_id, mark, ends_after) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    execute!(conn, sqlx::query(SQL).bind(owner.to_string()).bind(&mark.mark).bind(mark.lasts.0))?;
    Ok(())
}

/// Takes the marks of a sign-up; they are gone then.
pub async fn take(conn: &mut Conn<'_>, owner: OwnerId) -> Result<Vec<WelcomeMark>, StoreError> {
    const SQL: &str = "DELETE FROM sign_up_marks WHERE owner_id = $1 RETURNING mark, ends_after";
    let mut rows: Vec<(String, i64)> = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_all)?;
    rows.sort();
    Ok(rows.into_iter().map(|(mark, lasts)| WelcomeMark { mark, lasts: Micros(lasts) }).collect())
}

/// Marks that `owner` gets its welcome credits. `false`, and nothing written, where a mark is taken.
pub async fn grant(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    marks: &[WelcomeMark],
    at: Timestamp,
) -> Result<bool, StoreError> {
    const TAKEN: &str = "SELECT COUNT(*) FROM welcome_marks WHERE mark = $1 AND ends_at > $2";
    const SQL: &str = "INSERT INTO welcome_marks (mark, owner_id, granted_at, ends_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (mark) DO UPDATE SET owner_id = excluded.owner_id, granted_at = excluded.granted_at,
            ends_at = excluded.ends_at
        WHERE welcome_marks.ends_at <= excluded.granted_at";
    const UNDO: &str = "DELETE FROM welcome_marks WHERE owner_id = $1";
    for mark in marks {
        let taken: (i64,) = fetch!(conn, sqlx::query_as(TAKEN).bind(&mark.mark).bind(at.as_micros()), fetch_one)?;
        if taken.0 > 0 {
            return Ok(false);
        }
    }
    for mark in marks {
        let ends_at = at.plus(mark.lasts);
        let changed = execute!(
            conn,
            sqlx::query(SQL).bind(&mark.mark).bind(owner.to_string()).bind(at.as_micros()).bind(ends_at.as_micros())
        )?;
        if changed == 0 {
            // Somebody took it since it was looked for; what was taken before it is free again.
            execute!(conn, sqlx::query(UNDO).bind(owner.to_string()))?;
            return Ok(false);
        }
        expect_rows("welcomes::grant", changed, 1)?;
    }
    Ok(true)
}

/// Forgets marks whose time is over.
pub async fn forget(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM welcome_marks WHERE ends_at <= $1";
    execute!(conn, sqlx::query(SQL).bind(now.as_micros()))
}

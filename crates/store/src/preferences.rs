//! What people chose.

use domain::account::{Language, Notices, Preferences, Theme};
use domain::credits::Credits;
use domain::id::{OwnerId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

#[derive(sqlx::FromRow)]
struct Row {
    language: String,
    theme: Option<String>,
    time_zone: String,
    default_ceiling: Option<i64>,
    notice_new_device: bool,
    notice_run_finished: bool,
}

/// What a person chose, if it ever did.
pub async fn find(conn: &mut Conn<'_>, user: UserId) -> Result<Option<Preferences>, StoreError> {
    const SQL: &str = "SELECT language, theme, time_zone, default_ceiling, notice_new_device, notice_run_finished
        FROM preferences WHERE user_id = $1";
    let row: Option<Row> = fetch!(conn, sqlx::query_as(SQL).bind(user.to_string()), fetch_optional)?;
    row.map(|row| {
        let theme = |text: String| read("preferences", "theme", &text, |text| Theme::parse(text).ok_or("no theme"));
        Ok(Preferences {
            language: read("preferences", "language", &row.language, |text| {
                Language::parse(text).ok_or("no language")
            })?,
            theme: row.theme.map(theme).transpose()?,
            time_zone: row.time_zone,
            default_ceiling: row.default_ceiling.map(Credits::from_micro),
            notices: Notices { new_device: row.notice_new_device, run_finished: row.notice_run_finished },
        })
    })
    .transpose()
}

/// Keeps what a person chose, in the place of what it chose before.
pub async fn put(
    conn: &mut Conn<'_>,
    user: UserId,
    owner: OwnerId,
    chosen: &Preferences,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO preferences (
            user_id, owner_id, language, theme, time_zone, default_ceiling, notice_new_device, notice_run_finished, updated_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (user_id) DO UPDATE SET language = excluded.language, theme = excluded.theme,
            time_zone = excluded.time_zone, default_ceiling = excluded.default_ceiling,
            notice_new_device = excluded.notice_new_device, notice_run_finished = excluded.notice_run_finished,
            updated_at = excluded.updated_at";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(user.to_string())
            .bind(owner.to_string())
            .bind(chosen.language.as_str())
            .bind(chosen.theme.map(Theme::as_str))
            .bind(&chosen.time_zone)
            .bind(chosen.default_ceiling.map(Credits::micro))
            .bind(chosen.notices.new_device)
            .bind(chosen.notices.run_finished)
            .bind(at.as_micros())
    )?;
    expect_rows("preferences::put", changed, 1)
}

//! Letters to send: written in the transaction of what they tell of, sent after it.

use domain::id::{MailId, OwnerId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Which.
    pub id: MailId,
    /// Whom it concerns.
    pub owner_id: OwnerId,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The letter as plain text.
    pub text_body: String,
    /// The letter as HTML.
    pub html_body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often it was tried to send it.
    pub tries: i64,
}

#[derive(sqlx::FromRow)]
struct MailRow {
    id: String,
    owner_id: String,
    recipient: String,
    subject: String,
    text_body: String,
    html_body: String,
    created_at: i64,
    tries: i64,
}

/// Adds a letter to send.
pub async fn insert(conn: &mut Conn<'_>, mail: &Mail) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO mails (id, owner_id, recipient, subject, text_body, html_body, created_at, next_try_at, tries)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 0)";
    expect_rows(
        "mails::insert",
        execute!(
            conn,
            sqlx::query(SQL)
                .bind(mail.id.to_string())
                .bind(mail.owner_id.to_string())
                .bind(&mail.recipient)
                .bind(&mail.subject)
                .bind(&mail.text_body)
                .bind(&mail.html_body)
                .bind(mail.created_at.as_micros())
        )?,
        1,
    )
}

/// Takes letters whose time has come; nobody else takes them before `again_at`.
pub async fn claim(
    conn: &mut Conn<'_>,
    now: Timestamp,
    again_at: Timestamp,
    limit: i64,
) -> Result<Vec<Mail>, StoreError> {
    const SQL: &str = "UPDATE mails SET next_try_at = $2, tries = tries + 1
        WHERE id IN (
            SELECT id FROM mails WHERE next_try_at <= $1 AND sent_at IS NULL AND given_up_at IS NULL ORDER BY id LIMIT $3
        ) AND next_try_at <= $1
        RETURNING id, owner_id, recipient, subject, text_body, html_body, created_at, tries";
    let rows: Vec<MailRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(now.as_micros()).bind(again_at.as_micros()).bind(limit), fetch_all)?;
    let letter = |row: MailRow| {
        Ok(Mail {
            id: read("mails", "id", &row.id, str::parse)?,
            owner_id: read("mails", "owner_id", &row.owner_id, str::parse)?,
            recipient: row.recipient,
            subject: row.subject,
            text_body: row.text_body,
            html_body: row.html_body,
            created_at: Timestamp::from_micros(row.created_at),
            tries: row.tries,
        })
    };
    rows.into_iter().map(letter).collect()
}

/// Notes that a letter was sent.
pub async fn sent(conn: &mut Conn<'_>, id: MailId, at: Timestamp) -> Result<(), StoreError> {
    // The bodies hold tokens: once sent they are of no more use to anybody here.
    const SQL: &str = "UPDATE mails SET sent_at = $2, text_body = '', html_body = '' WHERE id = $1";
    expect_rows("mails::sent", execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(at.as_micros()))?, 1)
}

/// Notes when a letter that could not be sent is tried again; never, where `next` is absent.
pub async fn postpone(
    conn: &mut Conn<'_>,
    id: MailId,
    now: Timestamp,
    next: Option<Timestamp>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE mails SET next_try_at = $2, given_up_at = $3 WHERE id = $1";
    let given_up = next.is_none().then_some(now.as_micros());
    expect_rows(
        "mails::postpone",
        execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(next.unwrap_or(now).as_micros()).bind(given_up))?,
        1,
    )
}

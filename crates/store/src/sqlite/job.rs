//! A write that waits for the writer.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::oneshot;

use crate::conn::Conn;
use crate::db::{WRITE_LIMIT, WriteFailure};
use crate::error::StoreError;
use crate::measure::{self, Kind};

/// A write that waits for the writer. It may be worked more than once; the last time counts.
pub(super) trait Job: Send {
    /// Does it. Whether its changes are to be kept.
    fn work<'a>(&'a mut self, conn: &'a mut Conn<'_>) -> BoxFuture<'a, bool>;

    /// Answers whoever waits: with what the work gave, or with why the transaction failed.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

pub(super) struct Write<I, T, E, F> {
    input: I,
    write: F,
    outcome: Option<Result<T, E>>,
    waiting: oneshot::Sender<Result<T, E>>,
    /// When it was asked for; none once it was worked.
    asked: Option<Instant>,
}

impl<I, T, E, F> Write<I, T, E, F> {
    pub(super) fn new(input: I, write: F, waiting: oneshot::Sender<Result<T, E>>) -> Self {
        Self { input, write, outcome: None, waiting, asked: Some(Instant::now()) }
    }
}

impl<I, T, E, F> Job for Write<I, T, E, F>
where
    I: Send + Sync,
    T: Send,
    E: WriteFailure,
    F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync,
{
    fn work<'a>(&'a mut self, conn: &'a mut Conn<'_>) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            if let Some(asked) = self.asked.take() {
                measure::waited(Kind::Write, asked);
            }
            let outcome = within_limit((self.write)(conn, &self.input)).await;
            let keep = outcome.is_ok();
            self.outcome = Some(outcome);
            keep
        })
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            // What the closure itself said goes before the fate of the group.
            (Err(_), Some(Err(error))) => Err(error),
            (Err(error), _) => Err(error.into()),
            (Ok(()), None) => Err(StoreError::Away("the write was not reached").into()),
        };
        // Whoever waited may be gone; the write stands all the same.
        let _ = self.waiting.send(answer);
    }
}

/// Runs a write's future with its time limit; a panic is an error of this write only.
pub(crate) async fn within_limit<T, E: WriteFailure>(future: BoxFuture<'_, Result<T, E>>) -> Result<T, E> {
    match tokio::time::timeout(WRITE_LIMIT, AssertUnwindSafe(future).catch_unwind()).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(StoreError::Panicked.into()),
        Err(_) => Err(StoreError::Away("a write took longer than two seconds").into()),
    }
}

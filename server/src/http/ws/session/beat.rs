//! What is looked after at each beat.

use axum::extract::ws::{Message, close_code};
use domain::error::Kind;
use domain::id::RunId;
use service::{Problem, run};

use super::super::wire;
use super::{Done, End, Session};
use crate::http::request_id::RequestId;

/// Beats without a sign of life.
const SILENT_BEATS: u32 = 4;
/// Beats without a message and without a subscription: ten minutes.
const IDLE_BEATS: u32 = 40;

impl Session {
    pub(super) async fn at_beat(&mut self) -> Done {
        self.beats += 1;
        self.silent_beats += 1;
        self.idle_beats = if self.subscriptions.is_empty() { self.idle_beats + 1 } else { 0 };
        if self.silent_beats > SILENT_BEATS {
            return Err(End::Close(close_code::POLICY, "no sign of life"));
        }
        if self.idle_beats > IDLE_BEATS {
            return Err(End::Close(close_code::NORMAL, "idle"));
        }
        if self.beats.is_multiple_of(self.guest.state.edge.rhythm.beats_per_check) {
            self.check().await?;
        }
        self.write(Message::Ping(Vec::new().into())).await
    }

    /// Whether whoever opened the connection is still that person, and each run still that person's.
    async fn check(&mut self) -> Done {
        let state = self.guest.state.clone();
        match self.guest.credential.asker(&state).await {
            // With the limit that a key has now.
            Ok(asker) if asker.viewer.owner() == Some(self.owner) => self.guest.asker = asker,
            // Nobody knows whether it is: the next check tells.
            Err(problem) if problem.kind == Kind::Unavailable => return Ok(()),
            _ => {
                let problem = Problem::unauthenticated();
                self.send(wire::error(None, None, &problem, &RequestId::fresh().0)).await?;
                return Err(End::Close(close_code::POLICY, "signed out"));
            }
        }
        let followed: Vec<RunId> = self.subscriptions.keys().copied().collect();
        for run in followed {
            let seen = run::show(&state.services, &self.guest.asker.viewer, run).await;
            // A key may have lost its scope meanwhile. Where nobody can tell, the next check does.
            if let Err(run::Error::NotFound | run::Error::Denied(_)) = seen {
                self.unfollow(run);
                self.break_off(run, &Problem::not_found()).await?;
            }
        }
        Ok(())
    }
}

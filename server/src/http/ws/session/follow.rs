//! What a message asks for, and the runs that a connection follows.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::id::RunId;
use futures::StreamExt as _;
use futures::future::ready;
use futures::stream::{once, unfold};
use service::run::{EncodedEvent, Start};
use service::{Problem, catalogue, run};

use super::super::wire::{self, Ask, Execute};
use super::{Done, Session};
use crate::http::api::runs::inline_files;
use crate::http::limits;
use crate::http::request_id::RequestId;

/// Runs that one connection follows at once.
const MAX_SUBSCRIPTIONS: usize = 32;

/// What comes over a subscription.
pub(super) enum Told {
    Event(Arc<EncodedEvent>),
    /// All was told.
    Settled,
    /// It broke off.
    Broken(Problem),
}

impl Session {
    pub(super) async fn answer(
        &mut self,
        ask: Ask,
        id: Option<&str>,
        request: &RequestId,
    ) -> Result<Option<String>, Problem> {
        if ask.is_counted() {
            limits::count_message(&self.guest.state, &self.guest.asker, self.guest.address).await?;
        }
        match ask {
            Ask::Ping => Ok(Some(wire::pong(id))),
            Ask::Subscribe { run, after } => {
                self.follow(run, after).await?;
                Ok(None)
            }
            Ask::Execute(execute) => self.execute(execute, id, request).await.map(Some),
        }
    }

    async fn execute(&mut self, execute: Execute, id: Option<&str>, request: &RequestId) -> Result<String, Problem> {
        self.check_room(None)?;
        let services = self.guest.state.services.clone();
        let Execute { agent, input: mut values, max_price, idempotency_key } = execute;
        let listing = catalogue::show(&services, &agent)?;
        let files =
            inline_files::take(&listing.manifest.input, &mut values).map_err(|refusal| refusal.problem().clone())?;
        let trace_id = request.to_string();
        let start = Start {
            slug: agent,
            values,
            files,
            max_price,
            use_cache: true,
            branch_from: None,
            idempotency_key,
            trace_id,
        };
        let started = run::start(&services, &self.guest.asker.viewer, start).await?;
        if let Err(problem) = self.follow(started.run.id, None).await {
            // It is started all the same, and that is told first; it can be subscribed to later.
            let broken = once(ready(Told::Broken(problem))).boxed();
            self.count_subscriptions(|session| drop(session.subscriptions.insert(started.run.id, broken)));
        }
        Ok(wire::started(id, &started.run, started.is_repeat))
    }

    fn check_room(&self, run: Option<RunId>) -> Result<(), Problem> {
        let is_known = run.is_some_and(|run| self.subscriptions.contains_key(&run));
        if !is_known && self.subscriptions.len() >= MAX_SUBSCRIPTIONS {
            return Err(wire::too_many(MAX_SUBSCRIPTIONS));
        }
        Ok(())
    }

    /// Follows a run; one that is followed already begins anew after `after`.
    async fn follow(&mut self, run: RunId, after: Option<u64>) -> Result<(), Problem> {
        self.check_room(Some(run))?;
        let watch = run::watch(&self.guest.state.services, &self.guest.asker.viewer, run, after).await?;
        let told = unfold(Some(watch), |watch| async move {
            let mut watch = watch?;
            Some(match watch.next().await {
                Ok(Some(event)) => (Told::Event(event), Some(watch)),
                Ok(None) => (Told::Settled, None),
                Err(error) => (Told::Broken(error.into()), None),
            })
        });
        self.count_subscriptions(|session| drop(session.subscriptions.insert(run, told.boxed())));
        Ok(())
    }

    pub(super) async fn told(&mut self, run: RunId, told: Told) -> Done {
        match told {
            Told::Event(event) => self.send(wire::progress(run, &event.json)).await,
            Told::Settled => {
                self.unfollow(run);
                match run::show(&self.guest.state.services, &self.guest.asker.viewer, run).await {
                    Ok(run) => self.send(wire::ended(&run)).await,
                    Err(error) => self.break_off(run, &error.into()).await,
                }
            }
            Told::Broken(problem) => {
                self.unfollow(run);
                self.break_off(run, &problem).await
            }
        }
    }

    pub(super) async fn break_off(&mut self, run: RunId, problem: &Problem) -> Done {
        let request = RequestId::fresh();
        tracing::info!(%run, code = problem.code, request_id = %request, "a subscription ended early");
        self.send(wire::error(None, Some(run), problem, &request.0)).await
    }

    pub(super) fn unfollow(&mut self, run: RunId) {
        self.count_subscriptions(|session| drop(session.subscriptions.remove(&run)));
    }

    /// Changes the subscriptions and keeps their number for all to see.
    pub(super) fn count_subscriptions(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.subscriptions.len();
        change(self);
        let after = self.subscriptions.len();
        let all = &self.guest.seat.sockets.subscriptions;
        all.fetch_add(after, Ordering::Relaxed);
        all.fetch_sub(before, Ordering::Relaxed);
    }
}

//! The whole transaction of a start, and that of a cancellation which gives the hold back: nobody works on the runs.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::account::Viewer;
use domain::credits::Credits;
use domain::id::RunId;
use domain::input::Values;
use futures::future::try_join_all;
use service::{Services, run};

use super::{Meter, Part, commits};

/// Starts until the time is over, then cancels all that was started.
pub(super) async fn measure(
    services: &Services,
    viewer: &Viewer,
    tasks: usize,
    time: Duration,
) -> anyhow::Result<(Part, Part)> {
    let meter = Meter::start(commits(services.db()))?;
    let began = meter.began();
    let starting = (0..tasks).map(|task| {
        let (services, viewer) = (services.clone(), viewer.clone());
        tokio::spawn(async move {
            let mut started = Vec::new();
            while began.elapsed() < time {
                started.push(start(&services, &viewer, format!("{task}-{}", started.len())).await?);
            }
            anyhow::Ok(started)
        })
    });
    let started: Vec<RunId> = try_join_all(starting).await?.into_iter().collect::<anyhow::Result<Vec<_>>>()?.concat();
    let count = started.len() as u64;
    let starts = meter.stop(count, commits(services.db()))?;

    let meter = Meter::start(commits(services.db()))?;
    let left = Arc::new(Mutex::new(started));
    let cancelling = (0..tasks).map(|_| {
        let (services, viewer, left) = (services.clone(), viewer.clone(), Arc::clone(&left));
        tokio::spawn(async move {
            loop {
                let next = left.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let Some(id) = next else { return anyhow::Ok(()) };
                run::cancel(&services, &viewer, id).await?;
            }
        })
    });
    try_join_all(cancelling).await?.into_iter().collect::<anyhow::Result<()>>()?;
    let cancels = meter.stop(count, commits(services.db()))?;
    Ok((starts, cancels))
}

pub(super) async fn start(services: &Services, viewer: &Viewer, key: String) -> anyhow::Result<RunId> {
    let start = run::Start {
        slug: "echo".to_owned(),
        values: Values::from_iter([("text".to_owned(), "hello".into()), ("steps".to_owned(), 0.into())]),
        files: Vec::new(),
        max_price: Credits::whole(1),
        use_cache: false,
        branch_from: None,
        idempotency_key: key,
        trace_id: String::new(),
    };
    Ok(run::start(services, viewer, start).await?.run.id)
}

//! Whole paid runs, from the start to the settlement, by the use cases and the workers.

use std::time::Duration;

use domain::account::Viewer;
use domain::credits::Credits;
use futures::future::try_join_all;
use service::{Services, ledger, run};

use super::starts::start;
use super::{Meter, Part, commits};
use crate::world;

/// Whose runs they are: one customer has ten at work at most.
const CUSTOMERS: usize = 64;
/// Asked this often whether everything is settled: seldom enough to cost nothing.
const LOOK: Duration = Duration::from_millis(20);

/// Starts runs until the time is over, then waits for the end of the last.
pub(super) async fn measure(services: &Services, tasks: usize, time: Duration) -> anyhow::Result<Part> {
    let mut customers: Vec<Viewer> = Vec::new();
    for number in 0..CUSTOMERS {
        customers.push(world::customer(services, &format!("customer{number}")).await?.1);
    }
    let workers = run::Workers::start(services).await?;
    let meter = Meter::start(commits(services.db()))?;
    let began = meter.began();
    let starting = (0..tasks).map(|task| {
        let (services, viewer) = (services.clone(), customers[task % CUSTOMERS].clone());
        tokio::spawn(async move {
            let mut count = 0_u64;
            while began.elapsed() < time {
                start(&services, &viewer, format!("paid-{task}-{count}")).await?;
                count += 1;
            }
            anyhow::Ok(count)
        })
    });
    let count = try_join_all(starting).await?.into_iter().sum::<anyhow::Result<u64>>()?;
    for viewer in &customers {
        while ledger::balance(services, viewer).await?.held > Credits::ZERO {
            tokio::time::sleep(LOOK).await;
        }
    }
    let part = meter.stop(count, commits(services.db()))?;
    workers.stop(Duration::from_secs(5)).await;
    Ok(part)
}

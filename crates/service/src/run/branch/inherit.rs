//! What a claimed run may take over, as the engine needs it.

use std::collections::HashMap;

use domain::run::EventBody;
use engine::{Inherited, Recorded};
use store::queue::Claimed;
use store::{Scope, branches};

use crate::Services;
use crate::run::error::Error;
use crate::run::work::output_of;

/// What the run may take over; nothing of one that does not branch.
pub(in crate::run) async fn inherited(
    services: &Services,
    claimed: &Claimed,
) -> Result<HashMap<String, Inherited>, Error> {
    if !claimed.is_branch {
        return Ok(HashMap::new());
    }
    let stored = services
        .db()
        .read(Scope::Owner(claimed.owner_id), claimed.id, |conn, run| Box::pin(branches::list(conn, *run)))
        .await
        .map_err(Error::Store)?;
    let mut steps = HashMap::with_capacity(stored.len());
    for (step, events) in stored {
        let events: Vec<EventBody> =
            serde_json::from_str(&events).map_err(|_| Error::Internal("an inherited step cannot be read"))?;
        let (key, inputs_hash) = (step.key.clone(), step.inputs_hash.clone());
        let output = output_of(services, claimed.owner_id, step).await?;
        steps.insert(key, Inherited { recorded: Recorded { inputs_hash, output }, events });
    }
    Ok(steps)
}

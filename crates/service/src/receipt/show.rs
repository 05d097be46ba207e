//! The receipt of a run of one's own.

use domain::account::{Action, Viewer, authorised_owner};
use domain::credits::Credits;
use domain::id::{OwnerId, RunId};
use domain::receipt::{Agent, Events, Price, RECEIPT_V, Receipt, Shares, Times};
use store::receipts::{self, ReceiptFacts};
use store::{Scope, runs};

use super::document;
use super::error::Error;
use crate::Services;

/// The receipt of a run of the viewer, and the text of the file that is signed.
pub async fn show(services: &Services, viewer: &Viewer, run: RunId) -> Result<(Receipt, String), Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let found = services
        .db()
        .read(Scope::Owner(owner), (owner, run), |conn, (owner, run)| {
            Box::pin(async move {
                let facts = receipts::find(conn, *owner, *run).await?;
                let is_open = facts.is_none() && runs::find(conn, *owner, *run).await?.is_some();
                Ok::<_, store::StoreError>((facts, is_open))
            })
        })
        .await?;
    let facts = match found {
        (Some(facts), _) => facts,
        (None, true) => return Err(Error::NotSettled),
        (None, false) => return Err(Error::NotFound),
    };
    let receipt = receipt(services, owner, run, facts);
    let signed = services.receipt_key().sign(receipt.clone());
    Ok((receipt, document::text(&signed)))
}

fn receipt(services: &Services, owner: OwnerId, run: RunId, facts: ReceiptFacts) -> Receipt {
    // The fee is taken first; what was charged beyond it is model use.
    let fee = facts.fee.min(facts.charged);
    Receipt {
        v: RECEIPT_V,
        issuer: services.settings().public_url.clone(),
        run_id: run,
        owner_id: owner,
        agent: Agent {
            slug: facts.slug,
            version: facts.version,
            version_id: facts.version_id,
            content_hash: facts.content_hash,
        },
        status: facts.status,
        price: Price {
            held: facts.held,
            charged: facts.charged,
            fee,
            model_use: facts.charged.minus(fee).unwrap_or(Credits::ZERO),
            returned: facts.held.minus(facts.charged).unwrap_or(Credits::ZERO),
            from_granted: facts.from_granted,
            nothing_held_because: facts.reason,
        },
        split: Shares { creator: facts.to_creator, platform: facts.to_platform },
        times: Times {
            queued_at: facts.queued_at,
            started_at: facts.started_at,
            finished_at: facts.finished_at,
            settled_at: facts.settled_at,
        },
        events: Events { count: facts.events, chain_sha256: facts.chain_hash },
    }
}

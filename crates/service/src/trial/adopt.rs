//! What a device ran without an account becomes the account's that signs in there.
//!
//! Rows move in one transaction, and with it goes a note that files are still to follow. Files are put under the new name
//! before it, so that nothing is missing for a moment, and again after it, for what a worker wrote in between; then the old
//! name is forgotten. A process that dies on the way leaves the note, and the sweeper does the rest.

use domain::id::OwnerId;
use domain::time::Timestamp;
use store::{Scope, StoreError, visitors};

use super::device::Device;
use crate::Services;

/// Makes everything that was run on `device` the runs of `account`. How many.
pub async fn adopt(services: &Services, device: &Device, account: OwnerId) -> Result<u64, StoreError> {
    let mark = device.mark.clone();
    let found = services.db().read(Scope::System, mark, |conn, mark| Box::pin(visitors::find(conn, mark))).await?;
    let Some(visitor) = found else { return Ok(0) };
    services.blobs().share(visitor, account, services.now()).await?;
    let input = (visitor, account, services.now());
    let moved = services
        .db()
        .write(Scope::System, input, |conn, (visitor, account, now): &(OwnerId, OwnerId, Timestamp)| {
            Box::pin(async move {
                // First: a start for the visitor that comes later finds it gone, and begins anew.
                if !visitors::end(conn, *visitor).await? {
                    return Ok::<_, StoreError>(0);
                }
                visitors::move_runs(conn, *visitor, *account, *now).await
            })
        })
        .await?;
    finish_moves(services).await?;
    if moved > 0 {
        // Those that somebody worked on wait for the next worker, which may be another copy's.
        services.call_workers();
    }
    Ok(moved)
}

/// Puts files where their runs are, for every move whose files are still to follow.
pub(crate) async fn finish_moves(services: &Services) -> Result<(), StoreError> {
    let moves = services.db().read(Scope::System, (), |conn, ()| Box::pin(visitors::list_blob_moves(conn))).await?;
    for (from, to) in moves {
        services.blobs().share(from, to, services.now()).await?;
        services.blobs().remove_all(from).await?;
        services.db().write(Scope::System, from, |conn, from| Box::pin(visitors::end_blob_move(conn, *from))).await?;
    }
    Ok(())
}

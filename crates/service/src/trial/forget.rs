//! Forgetting marks that count no more.

use domain::time::Micros;
use store::{Scope, StoreError, quotas, welcomes};

use crate::Services;

/// Counts are kept so long after their span has ended: a run that began in it may still end without a result.
const KEPT: Micros = Micros::days(2);

/// Forgets what was counted in spans that are over, and marks of welcomes whose time is over.
pub(crate) async fn forget(services: &Services) -> Result<(), StoreError> {
    let now = services.now();
    services
        .db()
        .write(Scope::System, now, |conn, now| {
            Box::pin(async move {
                quotas::forget_trials(conn, now.minus(KEPT)).await?;
                welcomes::forget(conn, *now).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await
}

//! Sealing second factors anew when the master secret was replaced.

use store::{Scope, StoreError, second_factors};

use super::secret::Secret;
use crate::Services;

/// Seals by the present key what is sealed by the one before it. Done at each start while both are given; after it the
/// former is needed for nothing here.
pub(crate) async fn reseal(services: &Services) -> Result<(), StoreError> {
    if !services.keys().has_previous() {
        return Ok(());
    }
    let id = services.keys().sealing_id().to_owned();
    let old =
        services.db().read(Scope::System, id, |conn, id| Box::pin(second_factors::sealed_by_others(conn, id))).await?;
    let mut count = 0;
    for factor in old {
        let opened = Secret::open(services, factor.user_id, &factor.sealed);
        let Ok(sealed) = opened.and_then(|secret| secret.seal(services, factor.user_id)) else {
            tracing::error!(user = %factor.user_id, "a second factor is sealed by neither secret");
            continue;
        };
        let input = (factor.user_id, factor.sealed, sealed);
        let is_done = services
            .db()
            .write(Scope::System, input, |conn, (user, old, new)| {
                Box::pin(second_factors::reseal(conn, *user, old, new))
            })
            .await?;
        count += u32::from(is_done);
    }
    tracing::info!(count, "second factors are sealed by the present secret");
    Ok(())
}

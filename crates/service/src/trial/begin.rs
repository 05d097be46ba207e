//! Making an owner that stands for a device.

use domain::account::OwnerKind;
use domain::id::OwnerId;
use store::{Scope, StoreError, users, visitors};

use super::device::Device;
use crate::Services;

/// What such an owner is called; nobody sees it.
const NAME: &str = "Visitor";

/// The owner that stands for a device, made where there is none. Starts that come at once get the same.
pub(crate) async fn begin(services: &Services, device: &Device) -> Result<OwnerId, StoreError> {
    let input = (OwnerId::from_bits(services.clock().mint()), device.mark.clone(), services.now());
    services
        .db()
        .write(Scope::System, input, |conn, (owner, mark, now)| {
            Box::pin(async move {
                if let Some(known) = visitors::find(conn, mark).await? {
                    return Ok(known);
                }
                users::insert_owner(conn, *owner, OwnerKind::Visitor, NAME, *now).await?;
                if visitors::insert(conn, *owner, mark, *now).await? {
                    return Ok(*owner);
                }
                // Somebody was faster since it was looked for.
                visitors::find(conn, mark).await?.ok_or(StoreError::Away("a visitor came and went"))
            })
        })
        .await
}

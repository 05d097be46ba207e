//! Whoever is asking, from the cookie of a device.

use domain::account::Viewer;
use store::{Scope, StoreError, visitors};

use super::device::Device;
use crate::Services;

/// Who a device's cookie speaks for: nobody, where it is none of ours or nothing was run on the device since anybody signed
/// in there.
pub async fn viewer_of_device(services: &Services, cookie: &str) -> Result<Viewer, StoreError> {
    let Some(device) = Device::parse(services, cookie) else { return Ok(Viewer::Anonymous) };
    let found =
        services.db().read(Scope::System, device.mark, |conn, mark| Box::pin(visitors::find(conn, mark))).await?;
    Ok(found.map_or(Viewer::Anonymous, |acting_for| Viewer::Visitor { acting_for }))
}

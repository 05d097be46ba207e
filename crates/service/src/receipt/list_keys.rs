//! The public keys of this marketplace, for whoever checks a receipt.

use domain::id::ReceiptKeyId;
use domain::time::Timestamp;
use serde::Serialize;
use store::{Scope, receipt_keys};

use super::error::Error;
use crate::Services;

/// A key that receipts are or were signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicKey {
    /// Which.
    pub id: ReceiptKeyId,
    /// Ed25519, in hexadecimal.
    pub public_key: String,
    /// Since when it signs.
    pub created_at: Timestamp,
    /// Since when another one signs; receipts from before stay valid.
    pub retired_at: Option<Timestamp>,
}

/// All keys, the newest first.
pub async fn list_keys(services: &Services) -> Result<Vec<PublicKey>, Error> {
    let keys = services.db().read(Scope::Public, (), |conn, ()| Box::pin(receipt_keys::list(conn))).await?;
    Ok(keys
        .into_iter()
        .map(|key| PublicKey {
            id: key.id,
            public_key: key.public_key,
            created_at: key.created_at,
            retired_at: key.retired_at,
        })
        .collect())
}

//! The key that signs.

use std::fmt;

use domain::hex::hex;
use domain::id::ReceiptKeyId;
use domain::receipt::Receipt;
use domain::time::Timestamp;
use ed25519_dalek::Signer as _;
use store::{Db, Scope, StoreError, receipt_keys};

use super::PublicKey;
use super::document::{ALGORITHM, Document, Signature, digests, signed_bytes};
use crate::clock::Clock;

/// The key that signs, made from the secret; its public half is a row.
pub(crate) struct SigningKey {
    id: ReceiptKeyId,
    key: ed25519_dalek::SigningKey,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("id", &self.id).finish_non_exhaustive()
    }
}

impl SigningKey {
    /// The key of that seed, known to the database from now on.
    pub(crate) async fn register(db: &Db, clock: &Clock, seed: &[u8; 32]) -> Result<Self, StoreError> {
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = hex(key.verifying_key().as_bytes());
        let found = find(db, &public).await?.filter(|found| found.retired_at.is_none());
        if let Some(found) = found {
            return Ok(Self { id: found.id, key });
        }
        // Another copy with the same secret may be starting: whichever was first gave it its id.
        let input = (ReceiptKeyId::from_bits(clock.mint()), public.clone(), clock.now());
        db.write(Scope::System, input, |conn, (id, public, now)| {
            Box::pin(receipt_keys::make_current(conn, *id, public, *now))
        })
        .await?;
        let missing = StoreError::Inconsistent { table: "receipt_keys", column: "public_key", value: public.clone() };
        let found = find(db, &public).await?.ok_or(missing)?;
        Ok(Self { id: found.id, key })
    }

    /// A receipt, signed.
    pub(super) fn sign(&self, receipt: Receipt) -> Document {
        let digests = digests(&receipt);
        let key_id = self.id.to_string();
        let value = hex(&self.key.sign(&signed_bytes(&digests, &key_id)).to_bytes());
        let public_key = hex(self.key.verifying_key().as_bytes());
        let signature = Signature { algorithm: ALGORITHM.to_owned(), key_id, public_key, value };
        Document { receipt, digests, signature }
    }

    /// A key that no database knows.
    pub(super) fn of_seed(seed: [u8; 32]) -> Self {
        Self { id: ReceiptKeyId::from_bits(7), key: ed25519_dalek::SigningKey::from_bytes(&seed) }
    }

    /// As it is told to whoever checks a receipt.
    pub(super) fn public(&self, created_at: Timestamp) -> PublicKey {
        let public_key = hex(self.key.verifying_key().as_bytes());
        PublicKey { id: self.id, public_key, created_at, retired_at: None }
    }
}

async fn find(db: &Db, public: &str) -> Result<Option<receipt_keys::ReceiptKey>, StoreError> {
    db.read(Scope::System, public.to_owned(), |conn, public| Box::pin(receipt_keys::find(conn, public))).await
}

//! Keys for each purpose, made from the one secret by HKDF (RFC 5869).
//!
//! While a secret is being replaced there are two: the one before it still opens what it closed, and closes nothing.

mod seal;

use hkdf::Hkdf;
use sha2::Sha256;

use seal::Sealer;

/// Keys for each purpose.
pub(crate) struct Keys {
    access_tokens: Vec<[u8; 32]>,
    marks: [u8; 32],
    receipts: [u8; 32],
    sealers: Vec<Sealer>,
}

impl Keys {
    pub(crate) fn new(secret: &[u8], previous: Option<&[u8]>) -> Self {
        let secrets: Vec<&[u8]> = std::iter::once(secret).chain(previous).collect();
        let of = |purpose: &[u8]| secrets.iter().map(|secret| derive(secret, purpose)).collect::<Vec<_>>();
        Self {
            access_tokens: of(b"guildhall access tokens 1"),
            marks: derive(secret, b"guildhall device marks 1"),
            receipts: derive(secret, b"guildhall receipts 1"),
            sealers: of(b"guildhall sealed secrets 1").iter().map(Sealer::new).collect(),
        }
    }

    /// Signs access tokens.
    pub(crate) fn access_tokens(&self) -> &[u8; 32] {
        // There is always the secret itself, first.
        &self.access_tokens[0]
    }

    /// What access tokens may be signed with: the key that signs, then the one before it.
    pub(crate) fn known_access_tokens(&self) -> &[[u8; 32]] {
        &self.access_tokens
    }

    /// Signs devices' cookies, and hashes devices, networks and browsers.
    pub(crate) fn marks(&self) -> &[u8; 32] {
        &self.marks
    }

    /// The seed of the key that signs receipts.
    pub(crate) fn receipts(&self) -> &[u8; 32] {
        &self.receipts
    }

    /// Seals a secret that is to be stored, bound to `place`: it opens nowhere else.
    pub(crate) fn seal(&self, place: &str, secret: &[u8]) -> Option<String> {
        self.sealers[0].seal(place, secret)
    }

    /// Opens what was sealed for `place`, by this secret or the one before it.
    pub(crate) fn open(&self, place: &str, sealed: &str) -> Option<Vec<u8>> {
        self.sealers.iter().find_map(|sealer| sealer.open(place, sealed))
    }

    /// What everything begins with that is sealed now.
    pub(crate) fn sealing_id(&self) -> &str {
        self.sealers[0].id()
    }

    /// Whether a secret before this one is known.
    pub(crate) fn has_previous(&self) -> bool {
        self.sealers.len() > 1
    }
}

fn derive(secret: &[u8], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(purpose, &mut key);
    debug_assert!(expanded.is_ok(), "32 bytes are within what HKDF gives");
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &[u8] = b"the first secret, 32 bytes at the least";
    const NEW: &[u8] = b"another secret, 32 bytes at the least";

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let keys = Keys::new(OLD, None);
        let sealed = keys.seal("totp:ada", b"secret").expect("seals");
        assert_eq!(keys.open("totp:ada", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_ne!(keys.seal("totp:ada", b"secret").as_deref(), Some(sealed.as_str()), "each time under a fresh nonce");
        assert_eq!(keys.open("totp:bob", &sealed), None, "moved to another row");
        assert_eq!(Keys::new(NEW, None).open("totp:ada", &sealed), None, "another key");
        for place in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("ASCII");
            assert_eq!(keys.open("totp:ada", &changed), None, "byte {place} changed");
        }
        assert_eq!(keys.open("totp:ada", ""), None);
        assert_eq!(keys.open("totp:ada", &sealed[..20]), None);
    }

    #[test]
    fn the_secret_before_opens_and_does_not_seal() {
        let sealed = Keys::new(OLD, None).seal("a", b"x").expect("seals");
        let both = Keys::new(NEW, Some(OLD));
        assert_eq!(both.open("a", &sealed).as_deref(), Some(b"x".as_slice()));
        let again = both.seal("a", b"x").expect("seals");
        assert!(again.starts_with(both.sealing_id()) && !sealed.starts_with(both.sealing_id()));
        assert!(Keys::new(NEW, None).open("a", &again).is_some(), "needs only the new one");
        assert_eq!(both.access_tokens(), Keys::new(NEW, None).access_tokens());
        assert!(both.known_access_tokens().contains(Keys::new(OLD, None).access_tokens()));
    }
}

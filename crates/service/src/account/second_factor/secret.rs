//! What a second factor is made of.

use domain::account::User;
use domain::id::UserId;
use domain::time::Timestamp;
use totp_rs::{Builder, Totp};

use super::RECOVERY_CODES;
use crate::Services;
use crate::account::error::Error;
use crate::clock::random;

/// RFC 4226, section 4: at least 128 bits, 160 recommended.
const SECRET_BYTES: usize = 20;
/// 80 bits: what is stored is a plain hash, and nobody tries so many.
const CODE_BYTES: usize = 10;
const ISSUER: &str = "Guildhall";

/// The secret that the app shares with us; until it is confirmed, with the recovery codes. Never `Debug`.
pub(super) struct Secret {
    totp: totp_rs::Secret,
    /// As they are shown: four groups of four.
    pub(super) codes: Vec<String>,
}

impl Secret {
    pub(super) fn new() -> Self {
        let totp = totp_rs::Secret::from(random::<SECRET_BYTES>().to_vec());
        Self { totp, codes: (0..RECOVERY_CODES).map(|_| recovery_code()).collect() }
    }

    /// The same without recovery codes: what is kept once it is confirmed.
    pub(super) fn without_codes(&self) -> Self {
        Self { totp: self.totp.clone(), codes: Vec::new() }
    }

    pub(super) fn seal(&self, services: &Services, user: UserId) -> Result<String, Error> {
        let lines: Vec<String> = std::iter::once(self.to_base32()).chain(self.codes.iter().cloned()).collect();
        services.keys().seal(&place(user), lines.join("\n").as_bytes()).ok_or(Error::Internal("sealing failed"))
    }

    pub(super) fn open(services: &Services, user: UserId, sealed: &str) -> Result<Self, Error> {
        let unreadable = || Error::Internal("a second factor cannot be opened: is GUILDHALL_SECRET another one?");
        let opened = services.keys().open(&place(user), sealed).ok_or_else(unreadable)?;
        let text = String::from_utf8(opened).map_err(|_| unreadable())?;
        let mut lines = text.lines();
        let totp = lines.next().and_then(|line| totp_rs::Secret::try_from_base32(line).ok()).ok_or_else(unreadable)?;
        Ok(Self { totp, codes: lines.map(str::to_owned).collect() })
    }

    /// For whoever types it into the app.
    pub(super) fn to_base32(&self) -> String {
        self.totp.to_base32()
    }

    /// For the app's camera (`otpauth://totp/…`).
    pub(super) fn link(&self, user: &User) -> Result<String, Error> {
        let builder = Builder::new().with_issuer(Some(ISSUER)).with_account_name(user.username.as_str());
        let totp = builder.with_secret(self.totp.clone()).build().map_err(|_| Error::Internal("no second factor"))?;
        totp.to_url().map_err(|_| Error::Internal("no link to a second factor"))
    }

    /// The step of time that a code is of: the present one, the one before or the one after.
    pub(super) fn step_of(&self, code: &str, now: Timestamp) -> Result<Option<i64>, Error> {
        let totp: Totp =
            Builder::new().with_secret(self.totp.clone()).build().map_err(|_| Error::Internal("no second factor"))?;
        let seconds = u64::try_from(now.as_micros().div_euclid(1_000_000)).unwrap_or_default();
        Ok(totp.check(code, seconds).and_then(|step| i64::try_from(step).ok()))
    }
}

fn place(user: UserId) -> String {
    format!("second factor {user}")
}

fn recovery_code() -> String {
    let text = totp_rs::Secret::from(random::<CODE_BYTES>().to_vec()).to_base32().to_lowercase();
    let groups: Vec<&str> = [0, 4, 8, 12].into_iter().filter_map(|start| text.get(start..start + 4)).collect();
    groups.join("-")
}

/// A code as it is compared: without spaces, dashes and capitals, whichever way it was typed.
pub(super) fn plain(code: &str) -> String {
    let typed = code.chars().filter(|c| !c.is_whitespace() && *c != '-');
    typed.take(40).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the codes of the secret `12345678901234567890`, of which ours are the last six digits.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let secret = Secret { totp: totp_rs::Secret::from(b"12345678901234567890".to_vec()), codes: Vec::new() };
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let at = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000);
            let step = seconds / 30;
            for (away, expected) in [(0, Some(step)), (30, Some(step)), (-30, Some(step)), (60, None), (-60, None)] {
                // There is no code of a time before the epoch.
                if seconds + away >= 0 {
                    let found = secret.step_of(code, at(seconds + away)).expect("a secret");
                    assert_eq!(found, expected, "{code}, {away} s away");
                }
            }
        }
        for wrong in ["", "28708", "2870820", "+87082", "２８７０８２", "abcdef", "287082\0"] {
            assert_eq!(secret.step_of(wrong, Timestamp::from_micros(59_000_000)).expect("a secret"), None, "{wrong:?}");
        }
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let secret = Secret::new();
        assert_eq!(secret.codes.len(), RECOVERY_CODES);
        let code = &secret.codes[0];
        assert_eq!(code.len(), 19, "{code}");
        assert_eq!(plain(code).len(), 16);
        assert_eq!(plain(&code.to_uppercase().replace('-', " ")), plain(code));
        assert_eq!(secret.to_base32().len(), 32);
    }
}

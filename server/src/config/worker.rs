//! Working on runs: how many at once, and where a process that does nothing else tells how it is.

use std::net::SocketAddr;

use service::Settings;

use super::{BadConfig, Raw};

const ADDR: &str = "GUILDHALL_WORKER_ADDR";

/// Runs worked on at once.
pub(super) fn count(raw: &Raw) -> Result<usize, BadConfig> {
    match raw.workers {
        None => Ok(Settings::default().workers),
        Some(count @ 0..=256) => Ok(count),
        Some(_) => Err(BadConfig::of("GUILDHALL_WORKERS", "0 to 256")),
    }
}

/// Where `guildhall worker` listens for whoever watches over it; nowhere where nothing is said.
pub(super) fn addr(raw: &Raw) -> Result<Option<SocketAddr>, BadConfig> {
    let Some(text) = raw.worker_addr.as_deref() else { return Ok(None) };
    let addr: SocketAddr =
        text.parse().map_err(|_| BadConfig::of(ADDR, format!("{text:?} is not an address like 127.0.0.1:3001")))?;
    if !addr.ip().to_canonical().is_loopback() {
        let reason = format!("{addr} can be reached by other machines, and what is told there is for this one only");
        return Err(BadConfig::of(ADDR, reason));
    }
    Ok(Some(addr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_tells_is_told_to_this_machine_only() {
        let judge = |text: &str| {
            let raw = Raw { worker_addr: Some(text.to_owned()), ..Raw::default() };
            addr(&raw).map_err(|error| error.to_string())
        };
        assert!(matches!(addr(&Raw::default()), Ok(None)));
        for own in ["127.0.0.1:3001", "127.9.9.9:1", "[::1]:3001", "127.0.0.1:0"] {
            assert_eq!(judge(own), Ok(Some(own.parse().expect("an address"))), "{own}");
        }
        for foreign in ["0.0.0.0:3001", "[::]:3001", "10.0.0.7:3001", "[::ffff:10.0.0.7]:3001"] {
            let refused = judge(foreign).expect_err("others can reach it");
            assert!(refused.starts_with("GUILDHALL_WORKER_ADDR: ") && refused.contains("other machines"), "{refused}");
        }
        for bad in ["", "3001", "localhost:3001", "127.0.0.1", "127.0.0.1:70000"] {
            assert!(judge(bad).expect_err("is none").contains("is not an address"), "{bad}");
        }
    }
}

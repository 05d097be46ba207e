//! Who is calling, as an address: limits and the loopback policy go by it.
//!
//! The accept loop puts the peer's address into the request ([`PeerAddress`]). Where the peer is a proxy that the
//! configuration names, the client is the last address in `X-Forwarded-For` that is not such a proxy; anybody else's
//! forwarded addresses are not read at all. A request without a peer (a router called in memory) comes from nowhere,
//! `0.0.0.0`, which is not loopback.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::Request;
use http::{HeaderMap, HeaderName};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerAddress(pub SocketAddr);

/// Who is calling: the peer, or whom a trusted proxy names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Whether the request was made on this machine and passed on by nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsLocal(pub bool);

/// The proxies whose word on the client's address is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Arc<[Network]>);

/// Addresses that begin with the same bits: `10.0.0.0/8`, or a single address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// The text names no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an address like 10.0.0.7 or a network like 10.0.0.0/8")]
pub struct BadNetwork(String);

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let bad = || BadNetwork(text.to_owned());
        let (address, bits) = text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| bad())?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), |bits| bits.parse().map_err(|_| bad()))?;
        if bits > all { Err(bad()) } else { Ok(Self { address, bits }) }
    }
}

impl Network {
    /// Whether the address is one of these.
    pub fn contains(&self, address: IpAddr) -> bool {
        let shift = |all: u8| u32::from(all.saturating_sub(self.bits));
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(mine), IpAddr::V4(other)) => {
                (mine.to_bits() ^ other.to_bits()).checked_shr(shift(32)).unwrap_or(0) == 0
            }
            (IpAddr::V6(mine), IpAddr::V6(other)) => {
                (mine.to_bits() ^ other.to_bits()).checked_shr(shift(128)).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

impl Proxies {
    /// These networks.
    pub fn new(networks: impl IntoIterator<Item = Network>) -> Self {
        Self(networks.into_iter().collect())
    }

    /// Whether none is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the address is one of theirs.
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// Who is calling through `peer`.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.contain(peer) {
            return peer;
        }
        // Read from the end: each proxy adds whom it was called by. The first stranger is the client, whatever it
        // wrote further left; what cannot be read ends the search.
        let lines: Vec<&str> =
            headers.get_all(X_FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
        let mut client = peer;
        for text in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            let Ok(address) = text.trim().parse::<IpAddr>() else { break };
            client = address.to_canonical();
            if !self.contain(client) {
                break;
            }
        }
        client
    }
}

/// Whether somebody passed the request on. A proxy on this machine that nobody named would make every client look
/// local; its header gives it away.
fn is_passed_on(headers: &HeaderMap) -> bool {
    ["x-forwarded-for", "forwarded", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name))
}

/// Notes who is calling.
pub fn find(proxies: &Proxies, request: &mut Request) -> ClientAddress {
    let nowhere = PeerAddress(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)));
    let PeerAddress(peer) = request.extensions().get::<PeerAddress>().copied().unwrap_or(nowhere);
    let client = ClientAddress(proxies.client(peer.ip(), request.headers()));
    let is_local = peer.ip().to_canonical().is_loopback() && client.0.is_loopback() && !is_passed_on(request.headers());
    request.extensions_mut().insert(client);
    request.extensions_mut().insert(IsLocal(is_local));
    client
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn client(proxies: &[&str], peer: &str, forwarded: &[&'static str]) -> String {
        let proxies = Proxies::new(proxies.iter().map(|text| text.parse().expect("a network")));
        let headers = forwarded.iter().map(|line| (X_FORWARDED_FOR, HeaderValue::from_static(line))).collect();
        proxies.client(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_a_named_proxy_is_believed() {
        assert_eq!(client(&[], "203.0.113.9", &["127.0.0.1"]), "203.0.113.9");
        assert_eq!(client(&["10.0.0.0/8"], "203.0.113.9", &["127.0.0.1"]), "203.0.113.9");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &["198.51.100.4"]), "198.51.100.4");
        assert_eq!(client(&["10.0.0.0/8"], "::ffff:10.1.2.3", &["198.51.100.4"]), "198.51.100.4");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &["127.0.0.1, 198.51.100.4, 10.9.9.9"]), "198.51.100.4");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &["127.0.0.1", "198.51.100.4"]), "198.51.100.4");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &["127.0.0.1, nonsense"]), "10.1.2.3");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &[]), "10.1.2.3");
    }

    #[test]
    fn networks() {
        let all: Network = "0.0.0.0/0".parse().expect("a network");
        assert!(all.contains("203.0.113.9".parse().expect("an address")));
        let one: Network = "2001:db8::1".parse().expect("a network");
        assert!(!one.contains("2001:db8::2".parse().expect("an address")));
        for bad in ["", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/-1"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }
}

//! Where people reach it, and whether what they send is seen on the way.

use super::Finding;
use crate::config::network::Network;

const PART: &str = "address";

pub(super) fn look(network: &Network) -> Finding {
    let Some(url) = &network.public_url else {
        return Finding::ok(PART, format!("{}, for this machine only", network.addr));
    };
    let found = format!("{} listens on {}", url.origin(), network.addr);
    if !url.is_https() {
        let mend = "Put a proxy with a certificate before it and set GUILDHALL_PUBLIC_URL to https://…: passwords and \
                    sessions travel in the clear.";
        return if url.is_loopback() { Finding::ok(PART, found) } else { Finding::failure(PART, found, mend) };
    }
    if network.proxies.is_empty() {
        let mend = "Guildhall speaks no TLS itself, so a proxy stands before it: name its address in \
                    GUILDHALL_TRUSTED_PROXIES, or all people count as one and are limited as one.";
        return Finding::warning(PART, found, mend);
    }
    Finding::ok(PART, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::State;
    use crate::http::address::Proxies;

    fn state(url: Option<&str>, proxies: &[&str]) -> State {
        let proxies: Vec<crate::http::address::Network> =
            proxies.iter().map(|text| text.parse().expect("a network")).collect();
        let network = Network {
            addr: "127.0.0.1:3000".parse().expect("an address"),
            public_url: url.map(|url| url.parse().expect("a URL")),
            shared_with: Vec::new(),
            proxies: Proxies::new(proxies),
        };
        look(&network).state
    }

    #[test]
    fn beyond_this_machine_it_takes_tls_and_a_named_proxy() {
        assert_eq!(state(None, &[]), State::Ok);
        assert_eq!(state(Some("http://127.0.0.1:3000"), &[]), State::Ok);
        assert_eq!(state(Some("http://guildhall.example"), &[]), State::Failure);
        assert_eq!(state(Some("https://guildhall.example"), &[]), State::Warning);
        assert_eq!(state(Some("https://guildhall.example"), &["127.0.0.1"]), State::Ok);
    }
}

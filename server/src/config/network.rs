//! How the world reaches it.

use std::net::SocketAddr;

use super::{BadConfig, Raw};
use crate::http::address::Proxies;
use crate::http::origin::PublicUrl;

/// How the world reaches it.
#[derive(Clone, Debug)]
pub struct Network {
    /// Where to listen.
    pub addr: SocketAddr,
    /// Where people reach it.
    pub public_url: Option<PublicUrl>,
    /// Origins whose pages may call the API and read its answers.
    pub shared_with: Vec<PublicUrl>,
    /// Whose word on the client's address is taken.
    pub proxies: Proxies,
}

impl Network {
    pub(super) fn judge(raw: &Raw) -> Result<Self, BadConfig> {
        let text = raw.addr.as_deref().unwrap_or("127.0.0.1:3000");
        let addr: SocketAddr = text
            .parse()
            .map_err(|_| BadConfig::of("GUILDHALL_ADDR", format!("{text:?} is not an address like 127.0.0.1:3000")))?;
        let public_url: Option<PublicUrl> = raw
            .public_url
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|error| BadConfig::of("GUILDHALL_PUBLIC_URL", format!("{error}")))?;
        if !addr.ip().is_loopback() && public_url.is_none() {
            let reason = format!(
                "is needed to listen on {addr}, which other machines can reach: say where people find it, such as \
                 https://guildhall.example (https means production: secure cookies, HSTS)"
            );
            return Err(BadConfig::of("GUILDHALL_PUBLIC_URL", reason));
        }
        let shared_with: Result<Vec<PublicUrl>, _> = raw.cors_origins.items().map(str::parse).collect();
        let shared_with = shared_with.map_err(|error| BadConfig::of("GUILDHALL_CORS_ORIGINS", format!("{error}")))?;
        if let Some(pattern) = shared_with.iter().find(|origin| origin.authority().contains('*')) {
            let reason = format!("{:?} is a pattern; origins are named one by one", pattern.origin());
            return Err(BadConfig::of("GUILDHALL_CORS_ORIGINS", reason));
        }
        let proxies: Result<Vec<_>, _> = raw.trusted_proxies.items().map(str::parse).collect();
        let proxies = proxies.map_err(|error| BadConfig::of("GUILDHALL_TRUSTED_PROXIES", format!("{error}")))?;
        Ok(Self { addr, public_url, shared_with, proxies: Proxies::new(proxies) })
    }

    /// The beginning of links in letters, without a slash at the end.
    pub(super) fn reached_at(&self) -> String {
        self.public_url.as_ref().map_or_else(|| format!("http://{}", self.addr), PublicUrl::origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(addr: &str, public_url: Option<&str>) -> Result<String, String> {
        let raw = Raw { addr: Some(addr.to_owned()), public_url: public_url.map(str::to_owned), ..Raw::default() };
        Network::judge(&raw).map(|network| network.reached_at()).map_err(|error| error.to_string())
    }

    #[test]
    fn origins_are_named_one_by_one() {
        let judge = |text: &str| {
            let raw = Raw { cors_origins: super::super::raw::List::Text(text.to_owned()), ..Raw::default() };
            Network::judge(&raw).map(|network| network.shared_with.iter().map(PublicUrl::origin).collect::<Vec<_>>())
        };
        let both = judge("https://tools.example, http://127.0.0.1:8080").expect("two origins");
        assert_eq!(both, ["https://tools.example", "http://127.0.0.1:8080"]);
        assert!(judge("").expect("none").is_empty());
        for bad in ["*", "null", "tools.example", "https://tools.example/path", "https://*.example"] {
            assert!(judge(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn beyond_this_machine_it_must_be_said_where_people_reach_it() {
        assert_eq!(judge("127.0.0.1:3000", None).as_deref(), Ok("http://127.0.0.1:3000"));
        assert_eq!(judge("[::1]:3000", None).as_deref(), Ok("http://[::1]:3000"));
        let refused = judge("0.0.0.0:3000", None).expect_err("others can reach it");
        assert!(refused.starts_with("GUILDHALL_PUBLIC_URL: is needed"), "{refused}");
        assert_eq!(judge("0.0.0.0:3000", Some("https://a.example/")).as_deref(), Ok("https://a.example"));
        assert!(judge("localhost", None).is_err());
    }
}

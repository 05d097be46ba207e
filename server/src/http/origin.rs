//! Where this server is reached from outside.

use std::str::FromStr;

use http::Uri;

/// Where this server is reached: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    is_https: bool,
    /// As a browser writes it in `Host` and `Origin`: lower case, without the scheme's own port.
    authority: String,
}

/// The text is not where a server can be reached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an address like https://guildhall.example (scheme, host, perhaps a port; no path)")]
pub struct BadPublicUrl(String);

impl FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(text: &str) -> Result<Self, BadPublicUrl> {
        let bad = || BadPublicUrl(text.to_owned());
        let uri: Uri = text.trim().parse().map_err(|_| bad())?;
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(bad()),
        };
        let authority = uri.authority().ok_or_else(bad)?;
        if authority.as_str().contains('@') || !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(bad());
        }
        let own_port = if is_https { 443 } else { 80 };
        let host = authority.host().to_ascii_lowercase();
        let authority = match authority.port_u16() {
            Some(port) if port != own_port => format!("{host}:{port}"),
            _ => host,
        };
        Ok(Self { is_https, authority })
    }
}

impl PublicUrl {
    /// Whether it names this machine only.
    pub fn is_loopback(&self) -> bool {
        let authority = self.authority();
        let host = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, _)) => host,
            None => authority.split(':').next().unwrap_or_default(),
        };
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether it is reached by https.
    pub fn is_https(&self) -> bool {
        self.is_https
    }

    /// Host and port, as in `Host`.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// As in `Origin`: `https://guildhall.example`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.is_https { "https" } else { "http" }, self.authority)
    }
}

/// Whether a page of ours asks, by its `Origin`: it is where we are reached, or the host that was asked.
///
/// Under the public name only its own scheme counts. `host` is what [`crate::http::host`] let through, so the second
/// case is a name of this machine, or the public name.
pub fn is_own_origin(origin: &str, host: Option<&str>, public: Option<&PublicUrl>) -> bool {
    let Ok(given) = origin.parse::<PublicUrl>() else { return false };
    if let Some(public) = public.filter(|public| public.authority == given.authority) {
        return given == *public;
    }
    let scheme = if given.is_https { "https" } else { "http" };
    host.is_some_and(|host| format!("{scheme}://{host}").parse::<PublicUrl>().is_ok_and(|asked| asked == given))
}

/// Whether a place to go on to is one of ours: a path, never another host.
///
/// `//host` and `/\host` are other hosts to a browser, and it drops control characters before it looks.
pub fn is_own_path(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && text.len() <= 2_000
        && !text.chars().any(|c| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_a_browser_writes_it() {
        let origin = |text: &str| text.parse::<PublicUrl>().map(|url| url.origin());
        assert_eq!(origin("https://Guildhall.Example:443/").as_deref(), Ok("https://guildhall.example"));
        assert_eq!(origin("http://127.0.0.1:3000").as_deref(), Ok("http://127.0.0.1:3000"));
        for bad in ["", "guildhall.example", "ftp://a.b", "https://a.b/c", "https://u:p@a.b", "https://a.b?c"] {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_origin_is_ours_by_name_scheme_and_port() {
        let public: PublicUrl = "https://guildhall.example".parse().expect("an address");
        let is_own = |origin: &str, host: &str| is_own_origin(origin, Some(host), Some(&public));
        assert!(is_own("https://guildhall.example", "10.0.0.7:3000"), "behind a proxy that names itself");
        assert!(is_own("http://127.0.0.1:3000", "127.0.0.1:3000"));
        assert!(is_own_origin("http://localhost:3000", Some("LOCALHOST:3000"), None));
        for (origin, host) in [
            ("http://guildhall.example", "guildhall.example"),
            ("https://guildhall.example:8443", "guildhall.example"),
            ("https://evil.example", "guildhall.example"),
            ("https://guildhall.example.evil.example", "guildhall.example"),
            ("http://127.0.0.1:3001", "127.0.0.1:3000"),
            ("null", "guildhall.example"),
            ("", ""),
        ] {
            assert!(!is_own(origin, host), "{origin} {host}");
        }
        assert!(!is_own_origin("http://localhost:3000", None, None));
    }

    #[test]
    fn only_own_paths_are_gone_on_to() {
        for own in ["/", "/runs", "/agents/x?tab=1#a"] {
            assert!(is_own_path(own), "{own}");
        }
        for foreign in
            ["", "runs", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/a\r\nb"]
        {
            assert!(!is_own_path(foreign), "{foreign}");
        }
    }
}

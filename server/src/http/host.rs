//! Requests for a name that is not ours are answered 421.
//!
//! A page of a stranger can point its own name at this machine (DNS rebinding) and then speaks to us as the same origin;
//! only the Host header tells. Taken are the public address's host and the names of this machine. The probes of
//! `/health` ask by whatever address a cluster gave the machine, and learn nothing that matters.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use http::header::HOST;

use crate::http::origin::PublicUrl;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Lets a request through that names us.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // Of two names nobody can tell which a proxy before us went by.
    let mut named = request.headers().get_all(HOST).iter();
    let named = named.next().filter(|_| named.next().is_none()).and_then(|value| value.to_str().ok());
    let named = request.uri().authority().map(http::uri::Authority::as_str).or(named);
    let is_probe = request.uri().path().starts_with("/health");
    if is_probe || named.is_some_and(|host| is_ours(host, state.edge.public_url.as_ref())) {
        return next.run(request).await;
    }
    Refusal::of_status(StatusCode::MISDIRECTED_REQUEST).into_response()
}

fn is_ours(host: &str, public: Option<&PublicUrl>) -> bool {
    let lower = host.to_ascii_lowercase();
    if public.is_some_and(|public| public.authority() == lower) {
        return true;
    }
    let name = match lower.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => lower.rsplit_once(':').map_or(lower.as_str(), |(name, _)| name),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_are_answered() {
        let public: PublicUrl = "https://guildhall.example".parse().expect("an address");
        for ours in ["localhost:3000", "127.0.0.1", "127.0.0.1:3000", "[::1]:3000", "LocalHost"] {
            assert!(is_ours(ours, None), "{ours}");
        }
        assert!(is_ours("Guildhall.example", Some(&public)));
        for foreign in ["evil.example", "127.0.0.1.evil.example:3000", "guildhall.example:81", "10.0.0.1", ""] {
            assert!(!is_ours(foreign, Some(&public)), "{foreign}");
        }
    }
}

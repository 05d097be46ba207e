//! What a request without an account is known by (C12): its device's cookie, its address, its browser's own description.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::Request;
use axum_extra::extract::CookieJar;
use http::header::{ACCEPT_LANGUAGE, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use service::trial::{Marks, Seen};

use crate::http::address::{ClientAddress, IsLocal};
use crate::http::cookie;
use crate::http::state::AppState;

/// What tells browsers apart that share an address, besides their cookies.
const SIGNATURE: [HeaderName; 2] = [USER_AGENT, ACCEPT_LANGUAGE];
/// Bytes of each header that count.
const MAX_BYTES: usize = 400;

/// The marks of a request. During development, requests of this machine itself are not counted by address.
pub fn marks(state: &AppState, request: &Request) -> Marks {
    let is_production = state.edge.is_production();
    let is_local = request.extensions().get::<IsLocal>().is_some_and(|local| local.0);
    let address = request.extensions().get::<ClientAddress>();
    let jar = CookieJar::from_headers(request.headers());
    let seen = Seen {
        device: cookie::device(&jar, is_production),
        address: address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.0),
        signature: &signature(request.headers()),
        is_exempt: is_local && !is_production,
    };
    Marks::of(&state.services, seen)
}

fn signature(headers: &HeaderMap) -> String {
    let said = SIGNATURE.map(|name| headers.get(name).map_or(b"".as_slice(), HeaderValue::as_bytes));
    said.map(|bytes| String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_BYTES)]).into_owned()).join("\n")
}

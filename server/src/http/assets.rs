//! The built files: hashed names for good, the others for an hour.

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::assets::{self, Packing};
use crate::http::problem::Refusal;

const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const FOR_AN_HOUR: &str = "public, max-age=3600";

/// A file whose name holds its hash.
pub async fn hashed(request: Request) -> Response {
    answer(&request, FOR_GOOD)
}

/// A file under its own name.
pub async fn plain(request: Request) -> Response {
    answer(&request, FOR_AN_HOUR)
}

fn answer(request: &Request, caching: &'static str) -> Response {
    let headers = request.headers();
    let path = request.uri().path().trim_start_matches('/');
    let Some(asset) = assets::find(path, |packing| accepts(headers, packing.word())) else {
        return Refusal::of_status(StatusCode::NOT_FOUND).into_response();
    };
    let is_known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == asset.etag));
    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(asset.bytes)) };
    let answer = response.headers_mut();
    if !is_known {
        answer.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
        if asset.packing != Packing::Plain {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static(asset.packing.word()));
        }
    }
    answer.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        answer.insert(ETAG, etag);
    }
    response
}

/// Whether `Accept-Encoding` takes this coding: named (or `*`) and not with a weight of nothing.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut any = false;
    for part in lines.flat_map(|line| line.split(',')) {
        let mut parts = part.split(';');
        let name = parts.next().unwrap_or_default().trim();
        let is_refused = parts.any(|weight| {
            let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
            weight.is_some_and(|weight| weight <= 0.0)
        });
        if name.eq_ignore_ascii_case(coding) {
            return !is_refused;
        }
        any |= name == "*" && !is_refused;
    }
    any
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::{Kind, ROUTES};

    #[test]
    fn codings_are_taken_as_the_client_weighs_them() {
        let with = |text: &'static str| HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(text))]);
        assert!(accepts(&with("gzip, deflate, br;q=0.9"), "br"));
        assert!(!accepts(&with("gzip, br;q=0"), "br"));
        assert!(!accepts(&with("gzip"), "br"));
        assert!(accepts(&with("*"), "br"));
        assert!(!accepts(&with("*, br;q=0.0"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn every_built_file_has_a_row() {
        let rows: Vec<&str> = ROUTES.iter().filter(|row| row.kind == Kind::Asset).map(|row| row.path).collect();
        for path in assets::paths() {
            let path = format!("/{path}");
            let is_served = rows.iter().any(|row| match row.split_once('{') {
                Some((folder, _)) => path.starts_with(folder),
                None => *row == path,
            });
            assert!(is_served, "{path} is built and has no row in ROUTES");
        }
    }
}

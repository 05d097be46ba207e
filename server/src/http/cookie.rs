//! The cookies: the session's, that of a sign-in which waits for its code, the device's, and the theme's.
//!
//! By https the session is `__Host-session` and the device `__Host-device`: the browser then sends them to this host
//! alone, from `/`, never in the clear, and no other host can set them. On plain http, which is a developer's machine,
//! they are `session` and `device`.

use app::ssr::Theme;
use axum::response::AppendHeaders;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use http::HeaderMap;
use http::header::{HeaderName, SET_COOKIE};

const SECURE_SESSION: &str = "__Host-session";
const PLAIN_SESSION: &str = "session";
const SECURE_DEVICE: &str = "__Host-device";
const PLAIN_DEVICE: &str = "device";
const SECURE_PENDING: &str = "__Host-sign-in";
const PLAIN_PENDING: &str = "sign_in";
const THEME: &str = "theme";
const PENDING_SECONDS: u32 = 10 * 60;
const DAY: u32 = 24 * 60 * 60;

/// A cookie to be kept, as a part of an answer.
pub type Kept = AppendHeaders<[(HeaderName, String); 1]>;

fn name(is_production: bool) -> &'static str {
    if is_production { SECURE_SESSION } else { PLAIN_SESSION }
}

/// The mark of the device that the request carries (C12). Whether it is one of ours is not asked here.
pub fn device(jar: &CookieJar, is_production: bool) -> Option<&str> {
    let name = if is_production { SECURE_DEVICE } else { PLAIN_DEVICE };
    jar.get(name).map(Cookie::value).filter(|value| !value.is_empty())
}

/// Keeps the mark of a device for 400 days, which is as long as browsers do.
pub fn keep_device(mark: &str, is_production: bool) -> Kept {
    keep(if is_production { SECURE_DEVICE } else { PLAIN_DEVICE }, mark, 400 * DAY, is_production)
}

/// The session that the request carries.
pub fn session(jar: &CookieJar, is_production: bool) -> Option<&str> {
    jar.get(name(is_production)).map(Cookie::value).filter(|value| !value.is_empty())
}

/// The colours that the request's browser keeps.
pub fn theme(headers: &HeaderMap) -> Theme {
    let jar = CookieJar::from_headers(headers);
    jar.get(THEME).and_then(|cookie| Theme::parse(cookie.value())).unwrap_or_default()
}

/// Keeps a new session. When it ends is the server's to decide; the browser keeps it for 30 days at most.
pub fn keep_session(token: &str, is_production: bool) -> Kept {
    keep(name(is_production), token, 30 * DAY, is_production)
}

/// Lets the session go.
pub fn drop_session(is_production: bool) -> Kept {
    keep(name(is_production), "", 0, is_production)
}

fn pending_name(is_production: bool) -> &'static str {
    if is_production { SECURE_PENDING } else { PLAIN_PENDING }
}

/// The sign-in that waits for its code.
pub fn pending(jar: &CookieJar, is_production: bool) -> Option<&str> {
    jar.get(pending_name(is_production)).map(Cookie::value).filter(|value| !value.is_empty())
}

/// Keeps a sign-in that waits for its code, for as long as it waits.
pub fn keep_pending(token: &str, is_production: bool) -> Kept {
    keep(pending_name(is_production), token, PENDING_SECONDS, is_production)
}

/// Lets it go: the code was right.
pub fn drop_pending(is_production: bool) -> Kept {
    keep(pending_name(is_production), "", 0, is_production)
}

/// Keeps the chosen colours for a year.
pub fn keep_theme(theme: Theme, is_production: bool) -> Kept {
    keep(THEME, theme.as_str(), 365 * DAY, is_production)
}

/// The values are ours, of letters, digits, `-` and `_`: nothing in them needs to be coded.
fn keep(name: &str, value: &str, seconds: u32, is_production: bool) -> Kept {
    let secure = if is_production { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    AppendHeaders([(SET_COOKIE, cookie)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(kept: Kept) -> String {
        let AppendHeaders([(_, text)]) = kept;
        text
    }

    #[test]
    fn a_session_is_bound_to_its_host_in_production() {
        let expected = "__Host-session=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure";
        assert_eq!(text(keep_session("t", true)), expected);
        assert_eq!(text(keep_session("t", false)), "session=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
        assert_eq!(text(drop_session(false)), "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn the_plain_cookie_means_nothing_in_production() {
        let jar = CookieJar::new().add(Cookie::new("session", "t"));
        assert_eq!(session(&jar, true), None);
        assert_eq!(session(&jar, false), Some("t"));
    }
}

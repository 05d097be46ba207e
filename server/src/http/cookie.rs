//! The cookies: the session's, and the theme's.
//!
//! By https the session is `__Host-session`: the browser then sends it to this host alone, from `/`, never in the
//! clear, and no other host can set it. On plain http, which is a developer's machine, it is `session`.

use app::ssr::Theme;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::HeaderMap;

const SECURE_SESSION: &str = "__Host-session";
const PLAIN_SESSION: &str = "session";
const THEME: &str = "theme";

fn name(is_production: bool) -> &'static str {
    if is_production { SECURE_SESSION } else { PLAIN_SESSION }
}

/// The session that the request carries.
pub fn session(jar: &CookieJar, is_production: bool) -> Option<&str> {
    jar.get(name(is_production)).map(Cookie::value).filter(|value| !value.is_empty())
}

/// The cookie of a new session. Its end is the server's to decide; the browser keeps it for 30 days at most.
pub fn of_session(token: String, is_production: bool) -> Cookie<'static> {
    Cookie::build((name(is_production), token))
        .path("/")
        .http_only(true)
        .secure(is_production)
        .same_site(SameSite::Lax)
        .max_age(axum_extra::extract::cookie::time::Duration::days(30))
        .build()
}

/// The cookie that ends the session.
pub fn no_session(is_production: bool) -> Cookie<'static> {
    let mut cookie = of_session(String::new(), is_production);
    cookie.make_removal();
    cookie
}

/// The colours that the request's browser keeps.
pub fn theme(headers: &HeaderMap) -> Theme {
    let jar = CookieJar::from_headers(headers);
    jar.get(THEME).and_then(|cookie| Theme::parse(cookie.value())).unwrap_or_default()
}

/// The cookie that keeps the chosen theme for a year.
pub fn of_theme(theme: Theme, is_production: bool) -> Cookie<'static> {
    Cookie::build((THEME, theme.as_str()))
        .path("/")
        .http_only(true)
        .secure(is_production)
        .same_site(SameSite::Lax)
        .max_age(axum_extra::extract::cookie::time::Duration::days(365))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_bound_to_its_host_in_production() {
        let cookie = of_session("t".to_owned(), true).to_string();
        assert!(cookie.starts_with("__Host-session=t;"), "{cookie}");
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!cookie.contains("Domain"));
        assert!(!of_session("t".to_owned(), false).to_string().contains("Secure"));
    }

    #[test]
    fn the_plain_cookie_means_nothing_in_production() {
        let jar = CookieJar::new().add(Cookie::new("session", "t"));
        assert_eq!(session(&jar, true), None);
        assert_eq!(session(&jar, false), Some("t"));
    }
}

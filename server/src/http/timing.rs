//! `Server-Timing` (<https://www.w3.org/TR/server-timing/>): how long an answer took, for the browser's network panel.
//!
//! `db` is the time that the request waited for the database (what is read at the same time counts each for itself), `render`
//! what making the page took besides, `total` all until the answer began. Milliseconds, to a tenth; nothing else.
//!
//! Only on what was read well: answers to GET below 400, for pages and the API. A POST carries passwords, codes and
//! addresses; how long the database was busy with one would tell, free of the noise of the network, whether there is an
//! account. And a refusal must not tell what is somebody else's from what does not exist.

use std::time::Duration;

use axum::response::Response;
use http::{HeaderName, HeaderValue, Method};

use crate::routes::{Kind, Route};

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// How long making a page took, the database apart; left on the answer by whoever made it.
#[derive(Clone, Copy, Debug)]
pub struct Rendered(pub Duration);

/// Adds the header where it is shown.
pub fn show(response: &mut Response, method: &Method, database: Duration, total: Duration) {
    let row = response.extensions().get::<&'static Route>();
    let is_shown = row.is_some_and(|row| matches!(row.kind, Kind::Page | Kind::Part | Kind::Api | Kind::Stream));
    if !is_shown || response.status().as_u16() >= 400 || !matches!(*method, Method::GET | Method::HEAD) {
        return;
    }
    let render = response.extensions().get::<Rendered>().map(|rendered| rendered.0);
    if let Ok(value) = HeaderValue::from_str(&told(database, render, total)) {
        response.headers_mut().insert(SERVER_TIMING, value);
    }
}

fn told(database: Duration, render: Option<Duration>, total: Duration) -> String {
    let millis = |length: Duration| length.as_secs_f64() * 1e3;
    let render = render.map_or_else(String::new, |render| format!("render;dur={:.1}, ", millis(render)));
    format!("db;dur={:.1}, {render}total;dur={:.1}", millis(database), millis(total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::StatusCode;

    use crate::routes::ROUTES;

    fn shown(name: &str, method: &Method) -> Option<String> {
        shown_with(name, method, StatusCode::OK)
    }

    fn shown_with(name: &str, method: &Method, status: StatusCode) -> Option<String> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        response.extensions_mut().insert(ROUTES.iter().find(|row| row.name == name).expect("a row"));
        response.extensions_mut().insert(Rendered(Duration::from_micros(2_340)));
        show(&mut response, method, Duration::from_micros(1_260), Duration::from_millis(5));
        response.headers().get(SERVER_TIMING).map(|value| value.to_str().expect("text").to_owned())
    }

    #[test]
    fn durations_are_shown_of_what_is_read_and_of_nothing_that_is_sent() {
        let all = Some("db;dur=1.3, render;dur=2.3, total;dur=5.0".to_owned());
        assert_eq!(shown("home", &Method::GET), all);
        assert_eq!(shown("api.run.list", &Method::HEAD), all);
        assert_eq!(shown("account.sign_in", &Method::POST), None);
        assert_eq!(shown("api.auth.token", &Method::POST), None);
        assert_eq!(shown("metrics", &Method::GET), None);
        assert_eq!(shown_with("api.run.show", &Method::GET, StatusCode::NOT_FOUND), None);
        assert_eq!(told(Duration::ZERO, None, Duration::ZERO), "db;dur=0.0, total;dur=0.0");
    }
}

//! A header that cannot be read opens nothing, whatever good stands before what breaks it.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::common::{App, on_both};

on_both!(a_header_that_cannot_be_read_opens_nothing);

/// A request as it stands, and everything that is answered to it.
async fn raw(app: &App, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(app.address).await.expect("a connection");
    // The server may answer and close before all is written.
    _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// NUL and line ends stand in no header (RFC 9110, 5.5), and a megabyte is more than is read of all of them. Nobody is
/// found by such a request, and nobody's credential is looked for.
async fn a_header_that_cannot_be_read_opens_nothing(app: &App) {
    let ada = app.customer("ada").await;
    let token = ada.bearer.clone().expect("a token");
    let session = app.page_session("ada", "a test").await;
    let ask = async |name: &str, value: &[u8]| {
        let head = format!("GET /api/v1/auth/me HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{name}: ", app.address);
        raw(app, &[head.as_bytes(), value, b"\r\n\r\n"].concat()).await
    };
    let bearer = format!("Bearer {token}");
    let answer = ask("Authorization", bearer.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("ada@"), "the request is well made: {answer}");
    let cookie = format!("session={}", session.token());
    assert!(ask("Cookie", cookie.as_bytes()).await.starts_with("HTTP/1.1 200 "));
    for (name, good) in [("Authorization", &bearer), ("X-API-Key", &token), ("Cookie", &cookie)] {
        let with = |bytes: &[u8]| [good.as_bytes(), bytes].concat();
        for (value, statuses) in [
            (with(b"\0"), ["400", "400"]),
            (with(b"\0AAAA"), ["400", "400"]),
            (with(b"\x7f"), ["400", "401"]),
            (with(b"\x80\xff"), ["401", "401"]),
            (with(&vec![b'A'; 1_000_000]), ["431", "400"]),
        ] {
            let answer = ask(name, &value).await;
            let status = answer.split(' ').nth(1).unwrap_or_default();
            // The system may cut the connection before the answer to what it did not read is there.
            let is_cut = answer.is_empty() && value.len() > 100_000;
            let shown = String::from_utf8_lossy(&value[..value.len().min(300)]).into_owned();
            assert!(is_cut || statuses.contains(&status), "{name}: {shown:?}: {answer}");
            // By the address: three letters stand in a request's id by chance.
            assert!(!answer.contains("ada@"), "{name}: {shown:?}: {answer}");
        }
    }
}

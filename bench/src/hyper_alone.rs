//! Hyper serving given bytes: the same status, headers and body as Guildhall gave, and nothing else done.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

/// Options of `bench hyper`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A whole answer as it came from the socket: status line, headers, an empty line, the body.
    #[arg(long)]
    answer: PathBuf,
    /// Where to listen.
    #[arg(long)]
    address: SocketAddr,
}

/// Serves until it is ended.
pub(crate) async fn run(args: Args) -> anyhow::Result<String> {
    let (headers, body) = read(&std::fs::read(&args.answer)?)?;
    let listener = TcpListener::bind(args.address).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (headers, body) = (headers.clone(), body.clone());
        tokio::spawn(async move {
            let service = service_fn(move |_: Request<Incoming>| {
                let mut response = Response::new(Full::new(body.clone()));
                response.headers_mut().clone_from(&headers);
                async move { Ok::<_, Infallible>(response) }
            });
            // A client that goes away is no fault.
            let _ =
                http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn read(answer: &[u8]) -> anyhow::Result<(HeaderMap, Bytes)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("no empty line")?;
    let mut headers = HeaderMap::new();
    for line in std::str::from_utf8(&answer[..end])?.split("\r\n").skip(1) {
        let (name, value) = line.split_once(':').context("a header without a colon")?;
        let name = HeaderName::from_bytes(name.as_bytes())?;
        // Hyper writes these itself.
        if !matches!(name.as_str(), "date" | "connection" | "transfer-encoding" | "content-length") {
            headers.append(name, HeaderValue::from_str(value.trim())?);
        }
    }
    Ok((headers, Bytes::copy_from_slice(&answer[end + 4..])))
}

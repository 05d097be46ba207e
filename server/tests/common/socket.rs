//! A real client of the WebSocket.

use std::net::SocketAddr;
use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use http::header::{HeaderName, HeaderValue};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::client::Client;

const LIMIT: Duration = Duration::from_secs(40);

/// An open socket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came last.
#[derive(Debug, PartialEq)]
pub(crate) enum Came {
    Message(Value),
    /// Closed with this code.
    Closed(u16),
    /// Cut off.
    Gone,
}

/// Opens a socket, or tells the status of the refusal.
pub(crate) async fn open(address: SocketAddr, path: &str, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
    let mut request = format!("ws://{address}{path}").into_client_request().expect("a request");
    for (name, value) in headers {
        request.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"));
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(Socket(socket)),
        Err(Error::Http(response)) => Err(response.status().as_u16()),
        Err(error) => panic!("the handshake broke: {error}"),
    }
}

impl Client {
    /// A socket of a program.
    pub(crate) async fn socket(&self) -> Socket {
        let token = self.bearer.as_deref().expect("signed in");
        open(self.address, "/ws", &[("authorization", &format!("Bearer {token}"))]).await.expect("opens")
    }
}

impl Socket {
    pub(crate) async fn send(&mut self, message: &Value) {
        self.send_raw(Message::text(message.to_string())).await;
    }

    pub(crate) async fn send_raw(&mut self, message: Message) {
        // Whoever was cut off sees it when reading.
        let _ = self.0.send(message).await;
    }

    /// What comes next. Pings are answered by the library.
    pub(crate) async fn next(&mut self) -> Came {
        let come = async {
            loop {
                return match self.0.next().await {
                    Some(Ok(Message::Text(text))) => Came::Message(serde_json::from_str(&text).expect("JSON")),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Close(frame))) => Came::Closed(frame.map_or(1005, |frame| frame.code.into())),
                    Some(Ok(other)) => panic!("{other:?}"),
                    Some(Err(_)) | None => Came::Gone,
                };
            }
        };
        tokio::time::timeout(LIMIT, come).await.expect("something comes")
    }

    /// The next message.
    pub(crate) async fn message(&mut self) -> Value {
        match self.next().await {
            Came::Message(message) => message,
            other => panic!("no message but {other:?}"),
        }
    }

    /// Sends a message and gives the next that comes.
    pub(crate) async fn ask(&mut self, message: &Value) -> Value {
        self.send(message).await;
        self.message().await
    }

    /// Everything up to the end of a run: the events, and what told the end.
    pub(crate) async fn until_the_end(&mut self) -> (Vec<Value>, Value) {
        let mut events = Vec::new();
        loop {
            let message = self.message().await;
            match message["type"].as_str() {
                Some("execution_progress") => events.push(message["event"].clone()),
                Some("execution_completed" | "execution_failed") => return (events, message),
                _ => panic!("{message}"),
            }
        }
    }

    /// The code with which it is closed, whatever comes before.
    pub(crate) async fn closed(&mut self) -> Option<u16> {
        loop {
            match self.next().await {
                Came::Message(_) => {}
                Came::Closed(code) => return Some(code),
                Came::Gone => return None,
            }
        }
    }
}

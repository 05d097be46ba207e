//! Senders of slow headers: a byte now and then, and never an end. One that is dropped comes back.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

const EACH: Duration = Duration::from_millis(500);

/// Sends until told to end, and gives how often it was dropped. `number` tells one from the others: they begin one by one,
/// since the system takes only so many on at once.
pub(super) async fn send(address: SocketAddr, number: usize, ending: CancellationToken) -> u64 {
    let mut dropped = 0;
    let sending = async {
        tokio::time::sleep(Duration::from_micros(500 * number as u64)).await;
        loop {
            // Refused or dropped: the next try comes after a pause as well.
            if once(address).await.is_ok() {
                dropped += 1;
            }
            tokio::time::sleep(EACH).await;
        }
    };
    tokio::select! {
        () = sending => {}
        () = ending.cancelled() => {}
    }
    dropped
}

/// Sends until the server hangs up.
async fn once(address: SocketAddr) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").await?;
    let mut answer = [0; 512];
    loop {
        tokio::select! {
            read = stream.read(&mut answer) => if read? == 0 {
                return Ok(());
            },
            () = tokio::time::sleep(EACH) => if stream.write_all(b"a").await.is_err() {
                return Ok(());
            },
        }
    }
}

//! What a WebSocket at `/ws` needs before it is opened (C4).

pub(crate) mod ticket;

pub use ticket::ticket;

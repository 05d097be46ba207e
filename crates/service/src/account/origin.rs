//! Where a request comes from.

use std::net::IpAddr;

/// Where a request comes from: for limits and the history of sign-ins.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The client's address; a forwarded one only from a named proxy.
    pub address: IpAddr,
    /// What the client calls itself; cut to 200 characters.
    pub user_agent: String,
}

impl Origin {
    /// What the client calls itself, fit to store.
    pub(super) fn shown_agent(&self) -> String {
        self.user_agent.chars().filter(|c| !c.is_control()).take(200).collect()
    }
}

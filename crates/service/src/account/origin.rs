//! Where a request comes from.

use std::net::IpAddr;

use domain::account::Device;
use domain::time::Timestamp;
use store::welcomes::WelcomeMark;

use crate::mail::Seen;
use crate::trial::Marks;

/// Where a request comes from: for limits and the history of sign-ins.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The client's address; a forwarded one only from a named proxy.
    pub address: IpAddr,
    /// What the client calls itself; cut to 200 characters.
    pub user_agent: String,
    /// What the device, the browser and the network are known by; `None` where that is not asked (the command line).
    pub marks: Option<Marks>,
}

impl Origin {
    /// Under which marks this sign-up may get its welcome credits once.
    pub(super) fn welcome_marks(&self) -> Vec<WelcomeMark> {
        self.marks.as_ref().map(Marks::of_welcome).unwrap_or_default()
    }

    /// What the client calls itself, fit to store.
    pub(super) fn shown_agent(&self) -> String {
        self.user_agent.chars().filter(|c| !c.is_control()).take(200).collect()
    }

    /// The same with a time, for a letter.
    pub(super) fn seen(&self, at: Timestamp) -> Seen {
        Seen { address: self.address.to_canonical().to_string(), device: Device::of(&self.user_agent), at }
    }
}

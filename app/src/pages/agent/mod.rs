//! How an agent is shown wherever it stands in a list.

mod card;
mod inputs;
mod mark;
mod named;
mod price;

pub(super) use card::AgentCard;
pub(super) use inputs::folded;
pub(super) use mark::AgentMark;
pub(super) use price::Price;

//! The states of a run and the moves between them (decision 11).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! statuses {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// Where a run stands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Status { $($(#[$doc])* $name,)* }

        impl Status {
            /// All of them, in the order of a run's life.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word that is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }

        impl FromStr for Status {
            type Err = UnknownStatus;

            fn from_str(text: &str) -> Result<Self, UnknownStatus> {
                match text { $($text => Ok(Self::$name),)* _ => Err(UnknownStatus) }
            }
        }
    };
}

statuses! {
    /// Held and waiting for a worker.
    Queued = "queued";
    /// A worker is at it.
    Running = "running";
    /// The agent asked a person something.
    AwaitingInput = "awaiting_input";
    /// The ceiling is reached.
    Paused = "paused";
    /// Asked to stop; the worker is finishing.
    Cancelling = "cancelling";
    /// It gave a valid result.
    Succeeded = "succeeded";
    /// It gave none.
    Failed = "failed";
    /// It was stopped.
    Cancelled = "cancelled";
    /// It took longer than its version allows.
    TimedOut = "timed_out";
}

/// The text is no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a status of a run")]
pub struct UnknownStatus;

/// A move that the states do not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a run cannot go from {from} to {to}")]
pub struct IllegalTransition {
    /// Where it stands.
    pub from: Status,
    /// Where it was to go.
    pub to: Status,
}

impl Status {
    /// Whether nothing can happen to it any more but being read.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled | Self::TimedOut)
    }

    /// Whether a worker holds a lease on it.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Running | Self::Cancelling)
    }

    /// The state after the move, or why there is none.
    pub fn to(self, to: Self) -> Result<Self, IllegalTransition> {
        use Status::{AwaitingInput, Cancelled, Cancelling, Failed, Paused, Queued, Running, Succeeded, TimedOut};
        let allowed = match self {
            Queued => matches!(to, Running | Cancelled),
            Running => matches!(to, AwaitingInput | Paused | Cancelling | Succeeded | Failed | TimedOut),
            AwaitingInput | Paused => matches!(to, Queued | Cancelled),
            Cancelling => matches!(to, Cancelled | Succeeded | Failed),
            Succeeded | Failed | Cancelled | TimedOut => false,
        };
        if allowed { Ok(to) } else { Err(IllegalTransition { from: self, to }) }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_state_is_never_left() {
        for from in Status::ALL.iter().filter(|status| status.is_final()) {
            for to in Status::ALL {
                assert!(from.to(*to).is_err(), "{from} to {to}");
            }
        }
    }

    #[test]
    fn every_state_reads_back_and_every_open_one_has_a_way_to_an_end() {
        for status in Status::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
            let mut reached = vec![*status];
            while let Some(from) = reached
                .iter()
                .copied()
                .find(|from| Status::ALL.iter().any(|to| from.to(*to).is_ok() && !reached.contains(to)))
            {
                let next: Vec<Status> = Status::ALL.iter().copied().filter(|to| from.to(*to).is_ok()).collect();
                reached.extend(next.into_iter().filter(|to| !reached.contains(to)).collect::<Vec<_>>());
            }
            assert!(reached.iter().any(|status| status.is_final()), "{status}");
        }
    }
}

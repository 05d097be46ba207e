//! The words of the WebSocket's wire. `execute_agent`, `execution_…` are older than this house and are used by clients
//! that exist (decision 42); they stand here and nowhere else.
//!
//! A message is one JSON object as text. What a client sends:
//!
//! | `type` | fields |
//! |---|---|
//! | `execute_agent` | `agent`, `input`, `max_price_microcredits`, `idempotency_key`: as a start by REST |
//! | `subscribe` | `run_id`; `after`, the number of the last event it has |
//! | `ping` | |
//!
//! and, in each, an `id` of its own if it likes, which the answer to it repeats. What it gets:
//!
//! | `type` | fields |
//! |---|---|
//! | `execution_started` | `run`, as REST shows it; `is_repeat`; the events follow |
//! | `execution_progress` | `run_id`; `event`, the same text as the `data` of the Server-Sent Event |
//! | `execution_completed` | `run`, settled, which succeeded |
//! | `execution_failed` | `run`, settled, which did not |
//! | `pong` | |
//! | `error` | the members of a problem that REST would answer, with `request_id`; `run_id` where a subscription ended |

mod read;
mod refuse;
mod tell;

pub(super) use self::read::{Ask, Execute, read};
pub(super) use self::refuse::{not_text, too_fast, too_large, too_many};
pub(super) use self::tell::{ended, error, pong, progress, started};

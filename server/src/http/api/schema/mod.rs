//! What the wire looks like, for the `OpenAPI` document.
//!
//! The API answers with types of `domain`, which know nothing of `OpenAPI`; these stand for them in the document and
//! are never made. That both agree is tested: the HTTP tests judge every answer by the document, and there a field too
//! few or too many is a failure.

mod account;
mod agent;
mod analytics;
mod credits;
mod input;
mod key;
mod page;
mod presence;
mod problem;
mod receipt;
mod run;
mod share;
mod usage;

pub use account::{Account, Role};
pub use agent::{AgentCard, Category, Permissions, Suite};
pub use analytics::{
    AgentRuns, Analytics, CostForecast, DayCost, DayExpected, DayRuns, ExpectedCost, ForecastMethod, Hint, HintKind,
};
pub use credits::{Balance, StatementLine, TransactionCode};
pub use input::{Bytes, Field, FieldKind, InlineFile, Input, InputOption, Nothing};
pub use key::{ApiKey, ApiKeyList, CapPeriod, ChangedApiKey, KeyCap, KeyScope, MadeApiKey, NewApiKey};
pub use page::{AgentPage, RunPage, SignInPage, TransactionPage};
pub use presence::{
    Device, Door, Language, Notices, Preferences, Session, SessionList, SignInAttempt, SignInOutcome, Theme,
};
pub use problem::{FieldProblem, Problem};
pub use receipt::{ReceiptKey, SignedReceipt};
pub use run::{
    BranchFrom, BranchedFrom, CacheLine, CacheReport, Event, EventFrame, ExportFormat, Failure, Period, Quote, Run,
    RunExport, RunPeriod, RunStatus, RunSummary, RunSums,
};
pub use share::{MadeRunShare, NewRunShare, RunShare};
pub use usage::{AgentCalls, Calls, DayCalls, ErrorCalls, KeyCalls, Usage};

//! The programs that are shipped inside Guildhall (D1).

mod chart;
pub mod data_cleaning;
mod echo;
mod markdown;
pub mod sales_forecast;
pub mod security_scanner;
pub mod sentiment_analysis;
mod table;

use futures::future::BoxFuture;
use serde_json::Value;

use crate::context::{Context, Input, Stop};

/// A native program: a Rust function built from steps.
pub struct Native {
    /// The name that a manifest calls it by.
    pub name: &'static str,
    /// Raised with every change that could give another output or other step keys: hashed into the versions that use it.
    pub revision: u32,
    /// Starts it.
    pub run: fn(Context, Input) -> BoxFuture<'static, Result<Value, Stop>>,
}

/// All of them.
pub static NATIVE: &[Native] = &[
    Native {
        name: "data-cleaning",
        revision: data_cleaning::REVISION,
        run: |context, input| Box::pin(data_cleaning::run(context, input)),
    },
    Native {
        name: "sales-forecast",
        revision: sales_forecast::REVISION,
        run: |context, input| Box::pin(sales_forecast::run(context, input)),
    },
    Native {
        name: "security-scanner",
        revision: security_scanner::REVISION,
        run: |context, input| Box::pin(security_scanner::run(context, input)),
    },
    Native {
        name: "sentiment-analysis",
        revision: sentiment_analysis::REVISION,
        run: |context, input| Box::pin(sentiment_analysis::run(context, input)),
    },
    Native { name: "echo", revision: echo::REVISION, run: |context, input| Box::pin(echo::run(context, input)) },
];

impl Native {
    /// The program of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        NATIVE.iter().find(|program| program.name == name)
    }
}

impl std::fmt::Debug for Native {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Native").field("name", &self.name).field("revision", &self.revision).finish_non_exhaustive()
    }
}

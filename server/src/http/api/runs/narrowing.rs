//! The parameters that narrow a history: the same for the list, the summary and the export.

use service::run::Narrowing;
use utoipa::IntoParams;

use crate::http::api::extract::Params;

/// What narrows a history. All that is given must fit.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "stands for the parameters in the OpenAPI document; never made")]
pub(crate) struct NarrowingParams {
    /// The agent's name in addresses.
    #[param(nullable = false, example = "data-cleaning")]
    agent: Option<String>,
    /// Where the run stands.
    #[param(nullable = false, example = "succeeded")]
    status: Option<String>,
    /// Started then or later: a day in UTC, or a time (RFC 3339).
    #[param(nullable = false, example = "2026-11-01")]
    from: Option<String>,
    /// Started before the end of that day in UTC, or before that time (RFC 3339).
    #[param(nullable = false, example = "2026-11-30")]
    to: Option<String>,
    /// Looked for, without regard to case, in the texts and file names of the input, in what the agent said and in the
    /// agent's name; in the newest 10,000 runs that fit the other parameters, in the first 16,000 characters of each.
    #[param(nullable = false, max_length = 100)]
    text: Option<String>,
}

/// Takes them.
pub(crate) fn narrowing(params: &mut Params) -> Narrowing {
    Narrowing {
        agent: params.take("agent"),
        status: params.take("status"),
        from: params.take("from"),
        to: params.take("to"),
        text: params.take("text"),
    }
}

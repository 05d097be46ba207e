//! What analytics are asked about: the same for the answer and for the file.

use domain::analytics::MAX_DAYS;
use service::analytics::Asked;
use utoipa::IntoParams;

use crate::http::api::extract::Params;

/// How far back, and of which agent.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "stands for the parameters in the OpenAPI document; never made")]
pub(crate) struct AnalyticsParams {
    /// Days back, today among them; 30 unless said.
    #[param(nullable = false, minimum = 1, maximum = 365, example = 30)]
    days: Option<u32>,
    /// The agent's name in addresses: only its runs count.
    #[param(nullable = false, example = "data-cleaning")]
    agent: Option<String>,
}

/// Takes them.
pub(crate) fn asked(params: &mut Params) -> Asked {
    let needed = format!("A whole number from 1 to {MAX_DAYS} is needed.");
    let read = |text: &str| text.parse().ok().filter(|days| (1..=MAX_DAYS).contains(days));
    Asked { days: params.take_as("days", read, "out_of_range", &needed), agent: params.take("agent") }
}

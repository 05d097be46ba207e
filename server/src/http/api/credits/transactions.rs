//! `GET /api/v1/credits/transactions`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::ledger::StatementLine;
use domain::page::Page;
use service::{Services, ledger};

use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Your statement, newest first
///
/// Every line is one transaction of the ledger; the sum of all lines is the posted balance.
#[utoipa::path(
    get, path = "/api/v1/credits/transactions", tag = "credits", operation_id = "listTransactions",
    params(
        ("per_page" = Option<u32>, Query, description = "Lines on a page; 20 unless said", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "Where to go on: `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of your statement", body = schema::TransactionPage),
        (status = 400, description = "A parameter is unknown, or the cursor is none of this list"),
        (status = 422, description = "A parameter does not fit"),
    ),
    security(("bearer" = [])),
)]
pub async fn transactions(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Json<Page<StatementLine>>, Refusal> {
    let (cursor, per_page) = (params.cursor()?, params.per_page());
    params.end()?;
    Ok(Json(ledger::statement(&services, &viewer, cursor.as_deref(), per_page).await?))
}

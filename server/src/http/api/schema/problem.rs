//! Problem details (RFC 9457).

use utoipa::ToSchema;

/// Why a request was refused. Beside these members may stand facts that belong to `code`, such as a fresh `quote`.
#[derive(Debug, ToSchema)]
#[schema(example = json!({
    "type": "about:blank", "title": "Unprocessable Entity", "status": 422, "detail": "This is needed.",
    "code": "invalid_fields", "request_id": "req_01kajk8tz7f0v9m3q2x5c6d8e5",
    "errors": [{"field": "input.text", "code": "required", "message": "This is needed."}],
}))]
pub struct Problem {
    /// Always `about:blank`: go by `code`.
    pub r#type: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, and what to do next.
    pub detail: String,
    /// A stable word.
    pub code: String,
    /// To be quoted when writing to us.
    pub request_id: String,
    /// The fields that do not fit.
    #[schema(nullable = false)]
    pub errors: Option<Vec<FieldProblem>>,
    /// With `missing_scope`: the scope that the API key lacks.
    #[schema(nullable = false)]
    pub scope: Option<super::KeyScope>,
    /// With `quote_changed`: the quote as it is now.
    #[schema(nullable = false)]
    pub quote: Option<super::Quote>,
}

/// One field that does not fit.
#[derive(Debug, ToSchema)]
pub struct FieldProblem {
    /// Its name; `input.<field>` for a field of the agent's input.
    pub field: String,
    /// A stable word: `required`, `too_long` …
    pub code: String,
    /// The same in a sentence.
    pub message: String,
}

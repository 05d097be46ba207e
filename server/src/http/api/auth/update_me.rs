//! `PATCH /api/v1/auth/me`

use axum::Extension;
use axum::extract::State;
use domain::account::{User, Viewer};
use service::Services;
use service::account::{self, Profile};
use utoipa::ToSchema;

use crate::http::api::extract::{Fields, FromFields, Json, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What is to be changed; what is absent or null stays.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProfileChange, example = json!({"full_name": "Ada King", "bio": "Counts things."}))]
pub struct Body {
    /// As the person writes it.
    #[schema(min_length = 1, max_length = 100)]
    full_name: Option<String>,
    /// Plain text about oneself; lines may be broken.
    #[schema(max_length = 500)]
    bio: Option<String>,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { full_name: fields.text_if_given("full_name"), bio: fields.text_if_given("bio") }
    }
}

/// Change your profile
///
/// The user name stays: others know you by it.
#[utoipa::path(
    patch, path = "/api/v1/auth/me", tag = "auth", operation_id = "updateMe",
    request_body = Body,
    responses(
        (status = 200, description = "Your account as it is now", body = schema::Account),
        (status = 403, description = "Not for API keys"),
    ),
    security(("bearer" = [])),
)]
pub async fn update_me(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<axum::Json<User>, Refusal> {
    let Body { full_name, bio } = body;
    Ok(axum::Json(account::update_profile(&services, &viewer, Profile { full_name, bio }).await?))
}

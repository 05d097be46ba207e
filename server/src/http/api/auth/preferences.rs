//! `GET` and `PUT /api/v1/auth/preferences`

use axum::Extension;
use axum::extract::State;
use domain::account::{Language, Notices, Preferences, Theme, Viewer};
use domain::credits::Credits;
use service::{Services, account};

use crate::http::api::extract::{Fields, FromFields, Json, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What you chose, whole.
pub(crate) struct Body(Preferences);

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        let language = fields.one_of("language", Language::parse, "unknown", "The interface speaks en.");
        let theme = fields.one_of_if_given("theme", Theme::parse, "unknown", "One of system, light and dark, or null.");
        let time_zone = fields.text("time_zone");
        let default_ceiling = fields.whole_if_given("default_ceiling_microcredits").map(Credits::from_micro);
        let notices = fields.inside("notices", |notices| Notices {
            new_device: notices.flag("new_device"),
            run_finished: notices.flag("run_finished"),
        });
        Self(Preferences {
            language: language.unwrap_or_default(),
            theme,
            time_zone,
            default_ceiling,
            notices: notices.unwrap_or_default(),
        })
    }
}

/// What you chose
#[utoipa::path(
    get, path = "/api/v1/auth/preferences", tag = "auth", operation_id = "preferences",
    responses(
        (status = 200, description = "What you chose", body = schema::Preferences),
        (status = 403, description = "The key lacks a scope"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn show(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<axum::Json<Preferences>, Refusal> {
    Ok(axum::Json(account::preferences(&services, &viewer).await?))
}

/// Choose
///
/// Puts all of it in the place of what was chosen before.
#[utoipa::path(
    put, path = "/api/v1/auth/preferences", tag = "auth", operation_id = "choosePreferences",
    request_body = schema::Preferences,
    responses(
        (status = 200, description = "What is kept", body = schema::Preferences),
        (status = 403, description = "Not for API keys"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn put(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
    Json(Body(chosen)): Json<Body>,
) -> Result<axum::Json<Preferences>, Refusal> {
    Ok(axum::Json(account::choose_preferences(&services, &viewer, chosen).await?))
}

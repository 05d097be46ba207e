//! `POST /account/preferences`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::{Language, Notices, Preferences, Theme, Viewer};
use domain::credits::Credits;
use domain::error::FieldError;
use service::{Problem, account};

use crate::http::cookie;
use crate::http::forms::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

const FIELDS: [&str; 6] = ["language", "theme", "time_zone", "default_ceiling", "new_device", "run_finished"];

/// Keeps what was chosen, the colours in this browser too.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let kept = match read(&typed) {
        Ok(chosen) => account::choose_preferences(&state.services, &viewer, chosen).await.map_err(Problem::from),
        Err(misfits) => Err(Problem::invalid(misfits)),
    };
    match kept {
        Ok(kept) => {
            let theme = cookie::keep_theme(kept.theme.unwrap_or_default(), state.edge.is_production());
            Ok((theme, Redirect::to("/account/preferences?saved=1")).into_response())
        }
        Err(problem) => {
            let form = FormState { form: "preferences", values: typed.kept(&FIELDS), problem };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}

fn read(typed: &Typed) -> Result<Preferences, Vec<FieldError>> {
    let mut misfits = Vec::new();
    let language = Language::parse(typed.text("language"));
    if language.is_none() {
        misfits.push(FieldError::new("language", "unknown", "This language is not spoken here."));
    }
    let theme = Theme::parse(typed.text("theme"));
    if theme.is_none() {
        misfits.push(FieldError::new("theme", "unknown", "Choose one of the three."));
    }
    let ceiling = typed.text("default_ceiling").trim();
    let default_ceiling = Credits::parse(ceiling);
    if default_ceiling.is_none() && !ceiling.is_empty() {
        let message = "A number of credits is needed, such as 10 or 2.5; or nothing.";
        misfits.push(FieldError::new("default_ceiling", "not_a_number", message));
    }
    let (Some(language), Some(_), true) = (language, theme, misfits.is_empty()) else { return Err(misfits) };
    // A box that is not ticked is not sent.
    let is_ticked = |name: &str| !typed.text(name).is_empty();
    let notices = Notices { new_device: is_ticked("new_device"), run_finished: is_ticked("run_finished") };
    Ok(Preferences { language, theme, time_zone: typed.text("time_zone").to_owned(), default_ceiling, notices })
}

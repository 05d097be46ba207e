//! `POST /theme`

use app::ssr::Theme;
use axum::Extension;
use axum::extract::State;
use axum::response::Redirect;
use domain::account::Viewer;
use service::account;

use super::Typed;
use crate::http::cookie::{self, Kept};
use crate::http::origin::is_own_path;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Keeps the chosen colours, in the account too where one is signed in, and goes back to the page.
pub(crate) async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    typed: Typed,
) -> Result<(Kept, Redirect), Refusal> {
    let theme = Theme::parse(typed.text("theme")).unwrap_or_default();
    if viewer.actor().is_some() {
        account::choose_theme(&state.services, &viewer, theme).await?;
    }
    let back = Some(typed.text("return_to")).filter(|back| is_own_path(back)).unwrap_or("/");
    Ok((cookie::keep_theme(theme, state.edge.is_production()), Redirect::to(back)))
}

//! `POST /theme`

use app::ssr::Theme;
use axum::extract::State;
use axum::response::Redirect;

use super::Typed;
use crate::http::cookie::{self, Kept};
use crate::http::origin::is_own_path;
use crate::http::state::AppState;

/// Keeps the chosen colours and goes back to the page.
pub(crate) async fn submit(State(state): State<AppState>, typed: Typed) -> (Kept, Redirect) {
    let theme = Theme::parse(typed.text("theme")).unwrap_or_default();
    let back = Some(typed.text("return_to")).filter(|back| is_own_path(back)).unwrap_or("/");
    (cookie::keep_theme(theme, state.edge.is_production()), Redirect::to(back))
}

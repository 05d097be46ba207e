//! What can be done with a run.

use domain::id::RunId;
use domain::run::Status;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::{run as text, sharing};
use crate::ui::icon::{self, Icon};

/// Stops a run that is not settled.
#[component]
pub(super) fn Stop(
    /// Which.
    id: RunId,
    /// Where it stands.
    status: Status,
) -> impl IntoView {
    let is_stopping = status == Status::Cancelling;
    view! {
        <form method="post" action=format!("{}/cancel", link::run(id))>
            <button type="submit" class="btn" disabled=is_stopping title=text::STOP_NOTE>
                <Icon glyph=icon::SQUARE/>
                {text::STOP}
            </button>
        </form>
    }
}

/// Leads to the form, filled in with what this run was given.
#[component]
pub(super) fn Again(
    /// The agent's name in addresses.
    slug: String,
    /// Which run.
    id: RunId,
) -> impl IntoView {
    view! {
        <a class="btn btn-primary" href=link::console_from(&slug, id) data-again="">
            <Icon glyph=icon::ROTATE_CW/>
            {text::AGAIN}
        </a>
    }
}

/// Leads to the link of a run.
#[component]
pub(super) fn Share(
    /// Which run.
    id: RunId,
) -> impl IntoView {
    view! {
        <a class="btn" href=link::sharing(id)>
            <Icon glyph=icon::LINK/>
            {sharing::OPEN}
        </a>
    }
}

//! What can be done with a run.

use domain::id::RunId;
use domain::run::Status;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::{run as text, sharing};
use crate::ui::button::{Button, ButtonLink, Look};
use crate::ui::icon;

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
            <Button glyph=icon::SQUARE disabled=is_stopping attr:title=text::STOP_NOTE>
                {text::STOP}
            </Button>
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
        <ButtonLink look=Look::Primary glyph=icon::ROTATE_CW href=link::console_from(&slug, id) attr:data-again="">
            {text::AGAIN}
        </ButtonLink>
    }
}

/// Leads to the link of a run.
#[component]
pub(super) fn Share(
    /// Which run.
    id: RunId,
) -> impl IntoView {
    view! {
        <ButtonLink glyph=icon::LINK href=link::sharing(id)>
            {sharing::OPEN}
        </ButtonLink>
    }
}

//! What hurts is asked for twice: a fold opens, then a button does it.

use leptos::prelude::*;

use super::button::{Button, Look, Size};

/// The fold, what comes of it, and the button.
#[component]
pub fn Confirm(
    /// Where it is posted.
    action: String,
    /// What is asked for.
    label: &'static str,
    /// What comes of it.
    note: &'static str,
    /// The second asking.
    button: &'static str,
    /// How the button looks.
    #[prop(default = Look::Danger)]
    look: Look,
) -> impl IntoView {
    view! {
        <details class="min-w-0">
            <summary class="fold-head gap-3.5 text-sm">{label}</summary>
            <form class="mt-2 space-y-2" method="post" action=action>
                <p class="max-w-prose text-sm text-soft">{note}</p>
                <Button look=look size=Size::Small>
                    {button}
                </Button>
            </form>
        </details>
    }
}

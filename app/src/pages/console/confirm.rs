//! The further yes to a run above the viewer's own ceiling.

use domain::credits::Credits;
use leptos::prelude::*;

use crate::ssr::FormState;
use crate::text::console as text;
use crate::ui::field::Sent;
use crate::ui::tick::Tick;

/// A box to tick before the start.
#[component]
pub(super) fn Confirm(
    /// The viewer's own ceiling.
    most: Credits,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
) -> impl IntoView {
    let error = Sent::of(form.as_ref(), "confirm_ceiling").error;
    view! {
        <Tick name="confirm_ceiling" id="confirm_ceiling" label=text::above_own_ceiling(most) error=error/>
    }
}

//! The further yes to a run above the viewer's own ceiling.

use domain::credits::Credits;
use leptos::prelude::*;

use crate::ssr::FormState;
use crate::text::console as text;

/// A box to tick before the start.
#[component]
pub(super) fn Confirm(
    /// The viewer's own ceiling.
    most: Credits,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
) -> impl IntoView {
    let error = form.as_ref().and_then(|form| form.error("confirm_ceiling")).map(str::to_owned);
    let is_wrong = error.is_some();
    view! {
        <div>
            <label class="flex gap-3">
                <input
                    type="checkbox"
                    class="checkbox checkbox-sm mt-1"
                    name="confirm_ceiling"
                    value="on"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some("confirm_ceiling-error")
                />
                <span>{text::above_own_ceiling(most)}</span>
            </label>
            {error.map(|error| view! { <p class="field-error mt-1" id="confirm_ceiling-error">{error}</p> })}
        </div>
    }
}

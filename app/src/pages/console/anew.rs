//! Whether an earlier answer is not to serve.

use leptos::prelude::*;

use crate::text::console as text;

/// A box to tick.
#[component]
pub(super) fn Anew(
    /// Whether it is ticked at first.
    is_ticked: bool,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="flex cursor-pointer items-center gap-3 font-medium" for="work_anew">
                <input
                    class="checkbox checkbox-primary"
                    type="checkbox"
                    id="work_anew"
                    name="work_anew"
                    value="on"
                    checked=is_ticked
                    aria-describedby="work_anew-hint"
                />
                {text::ANEW}
            </label>
            <p class="field-hint" id="work_anew-hint">
                {text::ANEW_HINT}
            </p>
        </div>
    }
}

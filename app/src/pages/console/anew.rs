//! Whether an earlier answer is not to serve.

use leptos::prelude::*;

use crate::text::console as text;
use crate::ui::tick::Tick;

/// A box to tick.
#[component]
pub(super) fn Anew(
    /// Whether it is ticked at first.
    is_ticked: bool,
) -> impl IntoView {
    view! {
        <Tick name="work_anew" id="work_anew" label=text::ANEW hint=text::ANEW_HINT ticked=is_ticked/>
    }
}

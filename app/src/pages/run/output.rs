//! The result of a run as data.

use leptos::prelude::*;
use serde_json::Value;

use super::preview::Tree;
use crate::text::run as text;
use crate::ui::icon::{self, Icon};

/// The result, folded. Nothing where there is none.
#[component]
pub(super) fn Output(
    /// The result.
    output: Option<Value>,
) -> impl IntoView {
    output.map(|output| {
        view! {
            <details class="group fold">
                <summary class="fold-head" data-stop="">
                    <Icon glyph=icon::BRACES class="size-4"/>
                    {text::OUTPUT}
                </summary>
                <div class="mt-3 overflow-x-auto">
                    <Tree value=output/>
                </div>
            </details>
        }
    })
}

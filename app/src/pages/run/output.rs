//! The result of a run as data.

use leptos::prelude::*;
use serde_json::Value;

use super::preview::Tree;
use crate::text::run as text;
use crate::ui::fold::Fold;
use crate::ui::icon;

/// The result, folded. Nothing where there is none.
#[component]
pub(super) fn Output(
    /// The result.
    output: Option<Value>,
) -> impl IntoView {
    output.map(|output| {
        view! {
            <Fold title=text::OUTPUT glyph=icon::BRACES class="fold" stop=true>
                <div class="overflow-x-auto">
                    <Tree value=output/>
                </div>
            </Fold>
        }
    })
}

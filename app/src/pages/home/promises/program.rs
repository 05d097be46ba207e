//! One program: what starts it, and what it is then.

use leptos::prelude::*;

use crate::text::home as text;

/// The command, twice.
#[component]
pub(super) fn Program() -> impl IntoView {
    view! {
        <div class="exhibit space-y-3">
            {text::COMMANDS
                .map(|(about, command)| {
                    view! {
                        <div>
                            <p class="text-soft">{about}</p>
                            <pre class="font-mono text-xs leading-relaxed whitespace-pre-wrap"><code>{command}</code></pre>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

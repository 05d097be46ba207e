//! What nobody types: a hash, an id, a key, a command, with a button that copies it.

use leptos::prelude::*;

use crate::islands::CopyButton;

/// The word, broken where it must be, and the button.
#[component]
pub fn Copied(
    /// The word.
    value: String,
    /// What it is, for the button's name: `the run's id`.
    what: &'static str,
) -> impl IntoView {
    view! {
        <p class="flex items-start gap-1" data-wait="touch">
            <code class="min-w-0 break-all py-1 text-xs">{value.clone()}</code>
            <CopyButton value=value what=what.to_owned()/>
        </p>
    }
}

/// A word that is shown this once, and the button.
#[component]
pub fn Secret(
    /// What its element is called.
    id: &'static str,
    /// The word.
    value: String,
    /// What it is, for the button's name.
    what: &'static str,
) -> impl IntoView {
    view! {
        <div class="flex items-center gap-2" data-wait="touch">
            <code class="min-w-0 break-all select-all rounded-field bg-base-200 px-3 py-2 text-sm" id=id>
                {value.clone()}
            </code>
            <CopyButton value=value what=what.to_owned()/>
        </div>
    }
}

/// A command for a terminal, in a block of its own, and the button.
#[component]
pub fn Command(
    /// The command.
    #[prop(into)]
    line: String,
) -> impl IntoView {
    view! {
        <div class="command" data-wait="touch">
            <pre class="min-w-0 flex-1 whitespace-pre-wrap"><code>{line.clone()}</code></pre>
            <CopyButton value=line what=crate::text::copy::COMMAND.to_owned()/>
        </div>
    }
}

/// Code to be read, without a button: wrapped, so that nothing has to be scrolled by mouse to be read.
#[component]
pub fn Code(
    /// The code.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <pre class="reference-command">{text}</pre> }
}

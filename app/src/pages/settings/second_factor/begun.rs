//! What is shown while a second factor is set up, and never again.

use leptos::prelude::*;

use super::forms::{Begin, Confirm};
use super::picture::Picture;
use crate::islands::CopyButton;
use crate::text::second_factor as words;
use crate::ui::panel::Panel;

/// The secret, the recovery codes, and the form for the first code.
#[component]
pub(super) fn Begun(
    /// `otpauth://totp/…`
    link: String,
    /// The secret in base 32.
    secret: String,
    /// The recovery codes.
    codes: Vec<String>,
) -> impl IntoView {
    let all = codes.join("\n");
    let shown = grouped(&secret);
    view! {
        <Panel id="scan" title=words::SCAN_TITLE lead=words::SCAN_LEAD>
            <div class="flex flex-wrap items-center gap-6">
                <Picture text=link.clone()/>
                <div class="min-w-0 flex-1 basis-60 space-y-3" data-wait="touch">
                    <p class="text-soft">{words::BY_HAND}</p>
                    <p class="flex items-center gap-2">
                        <code class="font-mono break-words">{shown}</code>
                        <CopyButton value=secret what=words::SECRET.to_owned()/>
                    </p>
                    <p>
                        <a class="link text-primary" href=link>
                            {words::OPEN_APP}
                        </a>
                    </p>
                </div>
            </div>
        </Panel>
        <Panel id="recovery" title=words::CODES_TITLE lead=words::CODES_LEAD>
            <div class="flex items-start gap-2" data-wait="touch">
                <ol class="code-block grid min-w-0 flex-1 grid-cols-1 gap-x-8 gap-y-1 sm:grid-cols-2" aria-label=words::CODES>
                    {codes
                        .into_iter()
                        .map(|code| view! { <li class="font-mono tabular-nums">{code}</li> })
                        .collect_view()}
                </ol>
                <CopyButton value=all what=words::CODES_WHAT.to_owned()/>
            </div>
        </Panel>
        <Panel id="confirm" title=words::CONFIRM_TITLE lead=words::CONFIRM_LEAD>
            <Confirm/>
        </Panel>
        <details class="panel p-5 sm:p-6">
            <summary class="fold-head">{words::CANCEL_TITLE}</summary>
            <p class="mt-2 mb-5 text-soft">{words::CANCEL_LEAD}</p>
            <Begin/>
        </details>
    }
}

/// In groups of four, to be read out and typed.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_secret_is_read_in_fours() {
        assert_eq!(super::grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}

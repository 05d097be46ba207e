//! The bottom of every page.

use leptos::prelude::*;

use crate::text::chrome as words;

/// The bottom of every page.
#[component]
pub(in crate::pages) fn Footer() -> impl IntoView {
    view! {
        <footer class="mt-24 border-t border-base-300">
            <div
                class="page-wide bottom-line"
            >
                <p>{words::FOOTER}</p>
                <nav class="flex gap-6" aria-label=words::FOOTER_NAVIGATION>
                    <a class="link link-hover" href="/agents">
                        {words::MARKETPLACE}
                    </a>
                    <a class="link link-hover" href="/docs/api">
                        {words::API}
                    </a>
                    <a class="link link-hover" href="/health">
                        {words::HEALTH}
                    </a>
                </nav>
            </div>
        </footer>
    }
}

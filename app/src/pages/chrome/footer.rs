//! The bottom of every page.

use leptos::prelude::*;

use crate::text::{self, chrome as words};

/// Where else one can go.
const WAYS: [(&str, &str); 4] = [
    ("/agents", words::MARKETPLACE),
    ("/docs/api", words::API),
    ("/receipts", text::receipt::CHECK_LINK),
    ("/health", words::HEALTH),
];

/// The bottom of every page.
#[component]
pub(in crate::pages) fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="page-wide bottom-line">
                <div class="max-w-sm">
                    <p class="display text-lg text-base-content">{text::NAME}</p>
                    <p class="mt-1">{words::FOOTER}</p>
                </div>
                <nav aria-label=words::FOOTER_NAVIGATION>
                    <ul class="bottom-links">
                        {WAYS
                            .map(|(href, label)| {
                                view! {
                                    <li>
                                        <a href=href>{label}</a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </nav>
            </div>
        </footer>
    }
}

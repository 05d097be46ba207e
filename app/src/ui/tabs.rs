//! Views of one thing beside each other. Each is a link, so which one is shown stands in the address.

use leptos::prelude::*;

/// One view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What it is called.
    pub label: String,
    /// Its address.
    pub href: String,
    /// How much is in it, where that is told.
    pub count: Option<u64>,
    /// Whether it is shown.
    pub is_here: bool,
}

/// The views, in their order. They scroll sideways where there is no room.
#[component]
pub fn Tabs(
    /// What they are views of.
    label: &'static str,
    /// The views.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let tabs = tabs.into_iter().map(|tab| {
        view! {
            <li>
                <a class="tab-link" href=tab.href aria-current=tab.is_here.then_some("page")>
                    {tab.label}
                    {tab.count
                        .map(|count| view! { <span class="tab-count">{crate::format::count(count)}</span> })}
                </a>
            </li>
        }
    });
    let tabs = tabs.collect_view();
    view! {
        <nav aria-label=label>
            <ul class="tabs-line">{tabs}</ul>
        </nav>
    }
}

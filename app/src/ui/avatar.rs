//! A person's picture, or the initials that stand for one.

use domain::account::User;
use leptos::prelude::*;

/// A round picture. It is decoration: the name stands beside it, or the label of what it stands in says it.
#[component]
pub fn Avatar(
    /// Whose.
    user: User,
    /// Classes for its size.
    #[prop(default = "size-9")]
    class: &'static str,
) -> impl IntoView {
    let class = format!("avatar-round {class}");
    let initials = user.initials();
    match user.avatar_path {
        Some(path) => view! { <img class=class src=path alt="" width="256" height="256" decoding="async"/> }.into_any(),
        None => view! {
            <span class=class aria-hidden="true">
                {initials}
            </span>
        }
        .into_any(),
    }
}

//! The whole document around a page.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::App;
use crate::ssr::{PageContext, Theme};
use crate::text;

/// The whole document. It has no inline script and no style attribute: the content policy allows neither.
pub fn shell() -> impl IntoView {
    // Nothing outside islands is hydrated, so nothing outside them is serialised either.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let page = use_context::<PageContext>();
    let theme = page.as_ref().map_or(Theme::System, |page| page.theme);
    let theme = match theme {
        Theme::System => None,
        Theme::Light => Some("guildhall-light"),
        Theme::Dark => Some("guildhall-dark"),
    };
    // What one person showed another is in no list of pages.
    let is_private = page.as_ref().is_some_and(|page| page.path().starts_with("/shared/"));
    let assets = page.map(|page| page.assets);
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content=text::chrome::DESCRIPTION/>
                <meta name="color-scheme" content="light dark"/>
                {is_private.then(|| view! { <meta name="robots" content="noindex, nofollow"/> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {assets
                    .map(|assets| {
                        view! {
                            <link rel="stylesheet" href=assets.css/>
                            <script
                                type="module"
                                id="loader"
                                src=assets.loader
                                data-js=assets.js
                                data-wasm=assets.wasm
                            ></script>
                        }
                    })}
                <MetaTags/>
            </head>
            <body class="flex min-h-dvh flex-col">
                <App/>
            </body>
        </html>
    }
}

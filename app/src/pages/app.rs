//! Which page stands at which path.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use super::account::{ForgotPassword, ResetPassword, SignIn, SignInCode, SignUp, Verify};
use super::analytics::AnalyticsPage;
use super::chrome::{Footer, Header};
use super::console::Console;
use super::credits::CreditsPage;
use super::design::Design;
use super::history::History;
use super::home::Home;
use super::listing::ListingPage;
use super::market::Market;
use super::problem::{NotFound, ProblemPage};
use super::receipt::{CheckReceipt, ReceiptPage};
use super::reference::ReferencePage;
use super::run::{DeleteRun, RunPage, SharedRun, Sharing};
use super::settings::{Keys, Preferences, Profile, SecondFactorPage, Security, UsagePage};
use crate::ssr::PageContext;
use crate::text::chrome as text;

/// Everything inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let page = use_context::<PageContext>();
    let failure = page.as_ref().and_then(|page| page.failure.clone());
    // The server asks once which paths there are; there is no request then, and nothing around the pages.
    let header = page.map(|_| view! { <Header/> });
    view! {
        <a class="skip-link" href="#main">
            {text::SKIP}
        </a>
        {header}
        <main id="main" class="flex-1" tabindex="-1">
            {match failure {
                Some(problem) => Either::Left(view! { <ProblemPage problem=problem/> }),
                None => Either::Right(view! { <Pages/> }),
            }}
        </main>
        <Footer/>
    }
}

#[component]
fn Pages() -> impl IntoView {
    let mode = SsrMode::Async;
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=Home ssr=mode.clone()/>
                <Route path=path!("/agents") view=Market ssr=mode.clone()/>
                <Route path=path!("/agents/:slug") view=ListingPage ssr=mode.clone()/>
                <Route path=path!("/agents/:slug/run") view=Console ssr=mode.clone()/>
                <Route path=path!("/runs") view=History ssr=mode.clone()/>
                <Route path=path!("/runs/:id") view=RunPage ssr=mode.clone()/>
                <Route path=path!("/runs/:id/receipt") view=ReceiptPage ssr=mode.clone()/>
                <Route path=path!("/analytics") view=AnalyticsPage ssr=mode.clone()/>
                <Route path=path!("/receipts") view=CheckReceipt ssr=mode.clone()/>
                <Route path=path!("/runs/:id/delete") view=DeleteRun ssr=mode.clone()/>
                <Route path=path!("/runs/:id/share") view=Sharing ssr=mode.clone()/>
                <Route path=path!("/shared/:token") view=SharedRun ssr=mode.clone()/>
                <Route path=path!("/credits") view=CreditsPage ssr=mode.clone()/>
                <Route path=path!("/sign-up") view=SignUp ssr=mode.clone()/>
                <Route path=path!("/sign-in") view=SignIn ssr=mode.clone()/>
                <Route path=path!("/sign-in/code") view=SignInCode ssr=mode.clone()/>
                <Route path=path!("/forgot-password") view=ForgotPassword ssr=mode.clone()/>
                <Route path=path!("/reset-password") view=ResetPassword ssr=mode.clone()/>
                <Route path=path!("/verify") view=Verify ssr=mode.clone()/>
                <Route path=path!("/account") view=Profile ssr=mode.clone()/>
                <Route path=path!("/account/security") view=Security ssr=mode.clone()/>
                <Route path=path!("/account/preferences") view=Preferences ssr=mode.clone()/>
                <Route path=path!("/account/keys") view=Keys ssr=mode.clone()/>
                <Route path=path!("/account/security/second-factor") view=SecondFactorPage ssr=mode.clone()/>
                <Route path=path!("/account/usage") view=UsagePage ssr=mode.clone()/>
                <Route path=path!("/design") view=Design ssr=mode.clone()/>
                <Route path=path!("/docs/api") view=ReferencePage ssr=mode/>
            </FlatRoutes>
        </Router>
    }
}

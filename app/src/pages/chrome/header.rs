//! The top of every page: where one can go, what one has, who one is.

use domain::ledger::Balance;
use leptos::either::Either;
use leptos::prelude::*;

use super::account_menu::AccountMenu;
use super::logo::Logo;
use super::theme_switch::ThemeSwitch;
use crate::ssr;
use crate::text::{self, chrome as words};
use crate::ui::button::{ButtonLink, Look, Size};
use crate::ui::icon::{self, Icon};

/// The top of every page.
#[component]
pub(in crate::pages) fn Header() -> impl IntoView {
    let page = ssr::page();
    let path = page.path().to_owned();
    let here = move |place: &str| (path == place || path.starts_with(&format!("{place}/"))).then_some("page");
    view! {
        <header class="top">
            <div class="page-wide flex h-16 items-center gap-1 sm:gap-2">
                <a class="me-1 flex items-center gap-2.5 rounded-field sm:me-4" href="/" aria-label=words::HOME>
                    <Logo/>
                    <span class="display hidden text-xl sm:inline">{text::NAME}</span>
                </a>
                <nav class="flex items-center" aria-label=words::MAIN_NAVIGATION>
                    <a class="top-link" href="/agents" aria-current=here("/agents")>
                        {words::MARKETPLACE}
                    </a>
                    {page
                        .viewer
                        .owner()
                        .map(|_| {
                            view! {
                                <a class="top-link" href="/runs" aria-current=here("/runs")>
                                    {words::RUNS}
                                </a>
                            }
                        })}
                </nav>
                <div class="ms-auto flex items-center gap-1 sm:gap-2">
                    {page.balance.map(|balance| view! { <BalancePill balance=balance/> })}
                    <ThemeSwitch theme=page.theme path=page.target.clone()/>
                    {match page.user.clone() {
                        Some(user) => Either::Left(view! { <AccountMenu user=user/> }),
                        None => {
                            Either::Right(
                                // On a phone there is room for one: its page leads to making an account, too.
                                view! {
                                    <ButtonLink
                                        look=Look::Ghost
                                        size=Size::Small
                                        href=crate::pages::link::sign_in(&back(&page.target))
                                    >
                                        {words::SIGN_IN}
                                    </ButtonLink>
                                    <ButtonLink
                                        look=Look::Primary
                                        size=Size::Small
                                        class="max-sm:hidden"
                                        href="/sign-up"
                                    >
                                        {words::SIGN_UP}
                                    </ButtonLink>
                                },
                            )
                        }
                    }}
                </div>
            </div>
        </header>
    }
}

/// Where signing in leads back to: here, unless here is part of it.
fn back(target: &str) -> String {
    let place = target.split('?').next().unwrap_or_default();
    let part_of_it = ["/sign-in", "/sign-in/code", "/sign-up", "/verify", "/forgot-password", "/reset-password", "/"]
        .contains(&place);
    if part_of_it { String::new() } else { target.to_owned() }
}

/// What can be spent, with the way to the statement.
#[component]
fn BalancePill(
    /// What the viewer has.
    balance: Balance,
) -> impl IntoView {
    let shown = balance.available.shown_down();
    view! {
        <a class="pill" id="balance" href="/credits" title=text::money::exact(balance.available)>
            <Icon glyph=icon::COINS class="size-4 text-primary"/>
            <span class="sr-only">{words::BALANCE}</span>
            <span class="tabular-nums">{shown}</span>
        </a>
    }
}

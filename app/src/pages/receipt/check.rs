//! `/receipts`: is a receipt as it was signed? And the keys for whoever checks it elsewhere.

use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::receipt::{Fault, PublicKey, Verified};

use crate::format;
use crate::pages::{link, load};
use crate::ssr;
use crate::text::{self, money, receipt as words};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, Look};
use crate::ui::code::{Command, Copied};
use crate::ui::field::{Field, TextArea};
use crate::ui::file_drop::FileInput;
use crate::ui::heading::PageHead;

/// `/receipts`
#[component]
pub(in crate::pages) fn CheckReceipt() -> impl IntoView {
    let page = ssr::page();
    load::loaded(async move {
        let keys = service::receipt::list_keys(&page.services).await.map_err(Problem::from)?;
        let checked = page.checked_receipt.clone();
        Ok(view! {
            <Title text=text::title(words::CHECK_TITLE)/>
            <div class="page-narrow pt-10 sm:pt-14">
                <div class="mx-auto max-w-2xl">
                    <PageHead title=words::CHECK_TITLE lead=words::CHECK_LEAD/>
                    <div class="mt-8 space-y-6">
                        {checked.map(|checked| view! { <Result checked=checked/> })} <Form/>
                    </div>
                    <Keys keys=keys/>
                </div>
            </div>
        })
    })
}

#[component]
fn Form() -> impl IntoView {
    view! {
        <form class="panel space-y-5 p-6" method="post" action="/receipts" enctype="multipart/form-data">
            <Field id="file" label=words::FILE error=None>
                <FileInput name="file" accept=".json,application/json"/>
            </Field>
            <TextArea name="text" label=words::PASTE rows=7 code=true/>
            <Button look=Look::Primary>
                {words::CHECK}
            </Button>
        </form>
    }
}

#[component]
fn Result(checked: Verified) -> impl IntoView {
    let Verified { receipt, faults, .. } = checked;
    match receipt {
        Some(receipt) if faults.is_empty() => {
            let charged = money::credits(receipt.price.charged, &receipt.price.charged.shown_up());
            let settled = format::exact(receipt.times.settled_at);
            let sentence = words::sentence(&receipt.agent.slug, &receipt.agent.version, &charged, &settled);
            EitherOf3::A(view! {
                <Alert tone=Tone::Success title=words::GENUINE>
                    <p>{words::GENUINE_NOTE}</p>
                    <p>
                        <a class="link" href=link::agent(&receipt.agent.slug)>
                            {sentence}
                        </a>
                    </p>
                    <p class="break-all text-xs">{receipt.run_id.to_string()}</p>
                </Alert>
            })
        }
        _ if faults == [Fault::Empty] => EitherOf3::B(view! {
            <Alert tone=Tone::Error title=words::NOTHING>
                <p>{words::NOTHING_NOTE}</p>
            </Alert>
        }),
        _ => EitherOf3::C(view! {
            <Alert tone=Tone::Error title=words::CHANGED>
                <ul class="list-disc space-y-1 pl-5">
                    {faults.into_iter().map(|fault| view! { <li class="break-words">{fault.to_string()}</li> }).collect_view()}
                </ul>
            </Alert>
        }),
    }
}

#[component]
fn Keys(keys: Vec<PublicKey>) -> impl IntoView {
    let line = |key: PublicKey| {
        let state = if key.retired_at.is_none() { words::KEY_SIGNS } else { words::KEY_RETIRED };
        view! {
            <li>
                <p class="text-sm text-soft">{key.id.to_string()} ", " {state}</p>
                <Copied value=key.public_key what=words::KEY_WHAT/>
            </li>
        }
    };
    let signing = keys.iter().find(|key| key.retired_at.is_none()).or(keys.first());
    let command = signing.map(|key| words::command(&key.public_key));
    view! {
        <section class="mt-10" aria-labelledby="offline">
            <h2 class="text-lg font-semibold" id="offline">
                {words::OFFLINE}
            </h2>
            <p class="mt-1 mb-3 text-soft">{words::OFFLINE_NOTE}</p>
            {command.map(|command| view! { <Command line=command/> })}
            <h3 class="mt-6 font-semibold">{words::KEYS}</h3>
            <p class="mt-1 text-soft">{words::KEYS_NOTE}</p>
            <ul class="mt-4 space-y-4">{keys.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

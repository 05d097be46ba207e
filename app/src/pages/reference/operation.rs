//! One operation.

use leptos::prelude::*;

use super::curl;
use super::fields::{fields, parameters, shape, told};
use super::inline::inline;
use super::read::{Answer, Body, Operation, Refusal, Who};
use crate::text::reference as words;
use crate::ui::badge::{Badge, Look};
use crate::ui::code::Code;
use crate::ui::rendered::Rendered;

/// All that there is to know of it.
pub(super) fn operation(operation: &Operation<'_>, origin: &str) -> AnyView {
    let id = operation.id.to_owned();
    let heading = format!("{id}-title");
    let description = operation.description;
    let command = curl::command(operation, origin);
    view! {
        <article class="panel mt-6 p-5 sm:p-6" id=id aria-labelledby=heading.clone()>
            <h3 class="text-lg font-semibold" id=heading.clone()>
                <a class="link link-hover" href=format!("#{}", operation.id)>
                    {operation.summary.to_owned()}
                </a>
            </h3>
            <p class="mt-2 flex flex-wrap items-center gap-2">
                <Badge look=look(&operation.method) text=operation.method.clone()/>
                <code class="min-w-0 break-all">{operation.path.to_owned()}</code>
            </p>
            {(!description.is_empty())
                .then(|| view! { <div class="mt-4"><Rendered html=service::run::message_html(description)/></div> })}
            {access(operation)}
            {(!operation.parameters.is_empty()).then(|| part(words::PARAMETERS, parameters(&operation.parameters)))}
            {operation.bodies.iter().map(body).collect::<Vec<_>>()}
            {part(words::ANSWERS, operation.answers.iter().map(answer).collect::<Vec<_>>().into_any())}
            {part(words::TRY, view! { <Code text=command/> }.into_any())}
            {fold(words::REFUSED, refusals(&operation.refusals))}
        </article>
    }
    .into_any()
}

fn look(method: &str) -> Look {
    match method {
        "GET" => Look::Info,
        "DELETE" => Look::Error,
        _ => Look::Success,
    }
}

fn part(title: &'static str, content: AnyView) -> AnyView {
    view! {
        <h4 class="reference-part">{title}</h4>
        {content}
    }
    .into_any()
}

fn fold(title: &'static str, content: AnyView) -> AnyView {
    view! {
        <details class="mt-4">
            <summary class="fold-head text-sm">{title}</summary>
            <div class="mt-3">{content}</div>
        </details>
    }
    .into_any()
}

/// Who may ask, and with what.
fn access(operation: &Operation<'_>) -> AnyView {
    let who = match operation.who {
        Who::Everybody => words::EVERYBODY,
        Who::EverybodyOrSignedIn => words::EVERYBODY_OR_SIGNED_IN,
        Who::SignedIn => words::SIGNED_IN,
        Who::OrDevice => words::OR_DEVICE,
        Who::Admins => words::ADMINS,
    };
    let key = operation.key.map(|key| match key {
        Err(()) => words::KEY_MAY_NOT.into_any(),
        Ok("") => words::KEY_MAY.into_any(),
        Ok(scope) => view! { <>{words::SCOPE}<code class="reference-code">{scope.to_owned()}</code></> }.into_any(),
    });
    let line = |label: &'static str, content: AnyView| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{content}</dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="facts mt-4">{line(words::WHO, who.into_any())} {key.map(|key| line(words::KEY, key))}</dl> }
        .into_any()
}

fn body(body: &Body<'_>) -> AnyView {
    let Body { media_type, shape: name, is_needed, fields: members, example } = body;
    let needed = is_needed.then(|| view! { <Badge look=Look::Accent text=words::NEEDED/> });
    let content = match name {
        Some(_) => fields(members),
        None => view! { <p class="text-soft">{words::BYTES}</p> }.into_any(),
    };
    let example = example.and_then(|example| serde_json::to_string_pretty(example).ok());
    view! {
        <h4 class="reference-part">
            {words::BODY} <code class="font-normal text-soft break-all">{(*media_type).to_owned()}</code>
            {name.map(|name| view! { <span class="font-normal">{shape(name)}</span> })} {needed}
        </h4>
        {content}
        {example.map(shown)}
    }
    .into_any()
}

fn shown(example: String) -> AnyView {
    fold(words::EXAMPLE, view! { <Code text=example/> }.into_any())
}

fn answer(answer: &Answer<'_>) -> AnyView {
    let Answer { status, description, headers, contents } = answer;
    let headers = headers.join(", ");
    let contents: Vec<AnyView> = contents
        .iter()
        .map(|(media_type, kind, example)| {
            view! {
                <p class="mt-1 text-sm">
                    <code class="text-soft break-all">{(*media_type).to_owned()}</code>
                    " "
                    {told(kind)}
                </p>
                {example.clone().map(shown)}
            }
            .into_any()
        })
        .collect();
    let is_empty = contents.is_empty();
    view! {
        <div class="mt-3 first-of-type:mt-0">
            <p>
                <Badge look=Look::Neutral text=*status/>
                " "
                {inline(description)}
            </p>
            {is_empty.then(|| view! { <p class="mt-1 text-sm text-soft">{words::NO_CONTENT}</p> })}
            {contents}
            {(!headers.is_empty())
                .then(|| {
                    view! {
                        <p class="mt-1 text-sm text-soft">
                            {words::HEADERS}
                            <code class="reference-code">{headers}</code>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

fn refusals(refusals: &[Refusal<'_>]) -> AnyView {
    let lines: Vec<AnyView> = refusals
        .iter()
        .map(|Refusal { status, description, codes }| {
            let codes: Vec<AnyView> = codes
                .iter()
                .map(|code| view! { <>" "<code class="reference-code">{(*code).to_owned()}</code></> }.into_any())
                .collect();
            view! {
                <div>
                    <dt>
                        <Badge look=Look::Neutral text=*status/>
                        <span>{inline(description)}</span>
                    </dt>
                    <dd>{codes}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <dl class="reference-fields">{lines}</dl> }.into_any()
}

//! Fields and parameters: name, type, whether it is needed, what it means, its limits.

use leptos::prelude::*;

use super::inline::inline;
use super::read::{Field, Kind, Parameter, Place, What};
use crate::text::reference as words;
use crate::ui::badge::{Badge, Look};

/// The fields of an object.
pub(super) fn fields(fields: &[Field<'_>]) -> AnyView {
    if fields.is_empty() {
        return view! { <p class="text-soft">{words::NO_FIELDS}</p> }.into_any();
    }
    let lines: Vec<AnyView> = fields
        .iter()
        .map(|field| {
            let Field { name, kind, is_needed, description, limits, options } = field;
            line(name, None, told(kind), *is_needed, description, limits, options)
        })
        .collect();
    view! { <dl class="reference-fields">{lines}</dl> }.into_any()
}

/// The parameters of an operation.
pub(super) fn parameters(parameters: &[Parameter<'_>]) -> AnyView {
    let lines: Vec<AnyView> = parameters
        .iter()
        .map(|parameter| {
            let Parameter { name, place, kind, is_needed, description, limits, options, .. } = parameter;
            let place = match place {
                Place::Path => words::IN_PATH,
                Place::Query => words::IN_QUERY,
                Place::Header => words::IN_HEADER,
                Place::Cookie => words::IN_COOKIE,
            };
            line(name, Some(place), told(kind), *is_needed, description, limits, options)
        })
        .collect();
    view! { <dl class="reference-fields">{lines}</dl> }.into_any()
}

fn line(
    name: &str,
    place: Option<&'static str>,
    kind: AnyView,
    is_needed: bool,
    description: &str,
    limits: &[String],
    options: &[&str],
) -> AnyView {
    view! {
        <div>
            <dt>
                <code class="font-semibold break-all">{name.to_owned()}</code>
                {place.map(|place| view! { <Badge look=Look::Neutral text=place/> })}
                <span class="text-soft">{kind}</span>
                {is_needed.then(|| view! { <Badge look=Look::Accent text=words::NEEDED/> })}
            </dt>
            {(!description.is_empty()).then(|| view! { <dd>{inline(description)}</dd> })}
            {(!limits.is_empty()).then(|| view! { <dd class="text-soft">{limits.join("; ")}</dd> })}
            {(!options.is_empty()).then(|| view! { <dd class="text-soft">{one_of(options)}</dd> })}
        </div>
    }
    .into_any()
}

/// The words that something may be.
pub(super) fn one_of(options: &[&str]) -> AnyView {
    let words: Vec<AnyView> = options
        .iter()
        .map(|word| view! { <>" "<code class="reference-code">{(*word).to_owned()}</code></> }.into_any())
        .collect();
    view! { <>{words::ONE_OF}{words}</> }.into_any()
}

/// A type, with a link to its shape where it has one.
pub(super) fn told(kind: &Kind<'_>) -> AnyView {
    let Kind { before, what, may_be_null } = kind;
    let after = may_be_null.then_some(words::OR_NULL);
    let what = match what {
        What::Shape(name) => shape(name),
        What::Word(word) => (*word).into_any(),
    };
    view! { <>{*before}{what}{after}</> }.into_any()
}

/// A link to a shape.
pub(super) fn shape(name: &str) -> AnyView {
    view! {
        <a class="link text-primary break-all" href=format!("#shape-{name}")>
            {name.to_owned()}
        </a>
    }
    .into_any()
}

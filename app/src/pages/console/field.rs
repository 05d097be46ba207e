//! A field of an agent's input, in each of the eight kinds.

use domain::input::{Field, Kind};
use leptos::prelude::*;

use super::prefill::KeptFile;
use crate::format;
use crate::text::console as text;
use crate::ui::field::inside_textarea;
use crate::ui::file_drop::FileDrop;
use crate::ui::select::{self, Choice};

/// What every kind of input needs to know.
struct Common {
    id: String,
    name: String,
    value: String,
    required: bool,
    invalid: Option<&'static str>,
    described_by: String,
}

/// Label, input, hint and error of a field.
#[component]
pub(super) fn InputField(
    /// What is declared.
    field: Field,
    /// What stands in it.
    value: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// The file of an earlier run that serves where no other is chosen.
    kept: Option<KeptFile>,
) -> impl IntoView {
    let id = format!("in-{}", field.name);
    let hint = hint(&field.kind);
    let common = Common {
        id: id.clone(),
        name: field.name.clone(),
        value: value.unwrap_or_default(),
        required: field.required && kept.is_none(),
        invalid: error.is_some().then_some("true"),
        described_by: format!("{id}-error {id}-hint"),
    };
    let is_boolean = matches!(field.kind, Kind::Boolean { .. });
    let needed = (!is_boolean).then_some(if field.required && kept.is_none() { text::NEEDED } else { text::OPTIONAL });
    view! {
        <div class="field" data-field=field.name.clone()>
            {(!is_boolean)
                .then(|| {
                    view! {
                        <label class="field-label flex items-baseline justify-between gap-3" for=id.clone()>
                            {field.label.clone()}
                            <span class="text-xs font-normal text-soft">{needed}</span>
                        </label>
                    }
                })}
            {input(&field, common, kept)}
            <p class="field-error" id=format!("{id}-error") data-error="" aria-live="polite">
                {error}
            </p>
            <p class="field-hint" id=format!("{id}-hint")>
                {field.help.clone()}
                {hint.map(|hint| view! { <span class="block">{hint}</span> })}
            </p>
        </div>
    }
}

fn hint(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Number { min, max, .. } => text::number_range(*min, *max),
        Kind::Table { columns, max_rows } => Some(text::columns(columns, *max_rows)),
        Kind::Json { .. } => Some(text::JSON_HINT.to_owned()),
        _ => None,
    }
}

fn input(field: &Field, common: Common, kept: Option<KeptFile>) -> AnyView {
    match &field.kind {
        Kind::Text { max_length, .. } => line(common, "text", None, Some(*max_length)).into_any(),
        Kind::Number { integer, .. } => {
            line(common, "text", Some(if *integer { "numeric" } else { "decimal" }), None).into_any()
        }
        Kind::LongText { .. } => lines(common, "textarea w-full min-h-40").into_any(),
        Kind::Json { .. } | Kind::Table { .. } => {
            lines(common, "textarea w-full min-h-40 font-mono text-sm").into_any()
        }
        Kind::Choice { options, default } => {
            let options = options.iter().map(|option| Choice::new(&option.value, &option.label)).collect();
            choice(common, options, default.is_some()).into_any()
        }
        Kind::Boolean { .. } => tick(common, field.label.clone()).into_any(),
        Kind::File { accept, max_bytes } => file(common, accept, *max_bytes, kept).into_any(),
    }
}

fn line(common: Common, kind: &'static str, mode: Option<&'static str>, max_length: Option<usize>) -> impl IntoView {
    let narrow = if mode.is_some() { "input w-full max-w-48 tabular-nums" } else { "input w-full" };
    view! {
        <input
            class=narrow
            id=common.id
            name=common.name
            type=kind
            inputmode=mode
            maxlength=max_length
            value=common.value
            required=common.required
            aria-invalid=common.invalid
            aria-describedby=common.described_by
        />
    }
}

fn lines(common: Common, class: &'static str) -> impl IntoView {
    let value = inside_textarea(&common.value);
    view! {
        <textarea
            class=class
            id=common.id
            name=common.name
            required=common.required
            aria-invalid=common.invalid
            aria-describedby=common.described_by
        >
            {value}
        </textarea>
    }
}

fn choice(common: Common, options: Vec<Choice>, has_default: bool) -> impl IntoView {
    // Where there is a default, choosing nothing would be another name for it.
    let may_be_empty = (!common.required && !has_default) || common.value.is_empty();
    let none = may_be_empty.then(|| Choice::new("", text::CHOOSE_OPTION));
    let choices: Vec<Choice> = none.into_iter().chain(options).collect();
    let options = select::options(choices.into(), &common.value);
    view! {
        <select
            class="select w-full max-w-md"
            id=common.id
            name=common.name
            required=common.required
            aria-invalid=common.invalid
            aria-describedby=common.described_by
        >
            {options}
        </select>
    }
}

fn tick(common: Common, label: String) -> impl IntoView {
    view! {
        <label class="flex min-h-6 cursor-pointer items-center gap-3 font-medium" for=common.id.clone()>
            <input
                class="checkbox"
                id=common.id.clone()
                name=common.name
                type="checkbox"
                value="on"
                checked=common.value == "on" || common.value == "true"
                aria-invalid=common.invalid
                aria-describedby=common.described_by
            />
            {label}
        </label>
    }
}

fn file(common: Common, accept: &[String], max_bytes: u64, kept: Option<KeptFile>) -> impl IntoView + use<> {
    let accepted = match kept {
        Some(kept) => text::kept_file(&kept.filename, &format::bytes(kept.bytes)),
        None => text::accepts(accept, max_bytes),
    };
    view! {
        <FileDrop
            id=common.id
            name=common.name
            accept=accept.join(",")
            about=accepted
            required=common.required
            invalid=common.invalid
            described_by=Some(common.described_by)
        />
    }
}

//! What is typed and chosen, checked by `Schema::check`; the sentences go where the server would put them.

use domain::error::FieldError;
use domain::input::{FileRef, Kind, Schema, Values};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, File, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement};

use crate::islands::dom;
use crate::{format, text};

/// Lets the form go if it fits, once; else says what does not.
pub(super) fn submit(event: &ev::SubmitEvent, schema: &Schema) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
    if is_sending(&form) {
        event.prevent_default();
        return;
    }
    let Some((values, bytes)) = read(&form, schema) else { return };
    let errors = schema.check(&values).err().unwrap_or_default();
    show(&form, schema, &errors);
    if errors.is_empty() {
        set_sending(&form, Some(&text::console::sending(bytes.map(format::bytes))));
    } else {
        event.prevent_default();
    }
}

/// Checks the one field that changed.
pub(super) fn changed(event: &ev::Event, schema: &Schema) {
    let Some(field) = dom::closest(event.target(), "[data-field]") else { return };
    let Some(form) = field.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    recheck(&form, &field, schema);
}

/// Checks one field and shows the file that it holds.
pub(super) fn recheck(form: &HtmlFormElement, field: &Element, schema: &Schema) {
    let name = field.get_attribute("data-field").unwrap_or_default();
    let Some((values, _)) = read(form, schema) else { return };
    let errors = schema.check(&values).err().unwrap_or_default();
    show_one(field, errors.iter().find(|error| name_of(error) == name));
    if let (Ok(Some(line)), Some(Value::Object(file))) = (field.query_selector("[data-file]"), values.get(&name)) {
        let filename = file.get("filename").and_then(Value::as_str).unwrap_or_default();
        let bytes = file.get("bytes").and_then(Value::as_u64).unwrap_or_default();
        line.set_text_content(Some(&text::console::chosen(filename, &format::bytes(bytes))));
    }
}

/// The form is there again by the back button: it can be sent again.
pub(super) fn restore_on_return(root: NodeRef<html::Div>) {
    let handle = window_event_listener_untyped("pageshow", move |_| {
        let form = root.get_untracked().and_then(|root| root.query_selector("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            set_sending(&form, None);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The values of a form, with the size of its files.
fn read(form: &HtmlFormElement, schema: &Schema) -> Option<(Values, Option<u64>)> {
    let data = FormData::new_with_form(form).ok()?;
    let (mut texts, mut files, mut bytes) = (Vec::new(), Values::new(), None);
    for field in &schema.fields {
        let given = data.get(&field.name);
        if matches!(field.kind, Kind::File { .. }) {
            // A field without a file is sent as a file without a name.
            if let Some(file) = given.dyn_ref::<File>().filter(|file| !file.name().is_empty()) {
                let size = size(file);
                bytes = Some(bytes.unwrap_or(0) + size);
                let file = FileRef { filename: file.name(), bytes: size, sha256: String::new() };
                files.insert(field.name.clone(), json!(file));
            }
        } else if let Some(text) = given.as_string() {
            texts.push((field.name.clone(), text));
        }
    }
    let mut values = schema.read_texts(&texts, true);
    values.extend(files);
    Some((values, bytes))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is whole and below 2^53")]
fn size(file: &File) -> u64 {
    file.size() as u64
}

fn name_of(error: &FieldError) -> &str {
    error.field.strip_prefix("input.").unwrap_or(&error.field)
}

fn show(form: &HtmlFormElement, schema: &Schema, errors: &[FieldError]) {
    let mut first = None;
    for field in &schema.fields {
        let Ok(Some(place)) = form.query_selector(&format!("[data-field=\"{}\"]", field.name)) else { continue };
        let error = errors.iter().find(|error| name_of(error) == field.name);
        show_one(&place, error);
        if error.is_some() && first.is_none() {
            first = place.query_selector("input,select,textarea").ok().flatten();
        }
    }
    if let Some(Ok(Some(folded))) = first.as_ref().map(|first| first.closest("details:not([open])")) {
        // What is folded cannot take the focus.
        let _ = folded.set_attribute("open", "");
    }
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        // Focus brings it into view; a browser that refuses leaves the sentence where it is.
        let _ = first.focus();
    }
}

fn show_one(field: &Element, error: Option<&FieldError>) {
    if let Ok(Some(line)) = field.query_selector("[data-error]") {
        line.set_text_content(error.map(|error| error.message.as_str()));
    }
    if let Ok(Some(input)) = field.query_selector("input,select,textarea") {
        let _ = match error {
            Some(_) => input.set_attribute("aria-invalid", "true"),
            None => input.remove_attribute("aria-invalid"),
        };
    }
}

fn status(form: &HtmlFormElement) -> Option<Element> {
    form.query_selector("[data-sending]").ok().flatten()
}

/// Whether it was sent already and its answer is on the way.
fn is_sending(form: &HtmlFormElement) -> bool {
    status(form).and_then(|line| line.text_content()).is_some_and(|words| !words.is_empty())
}

/// Says that it is being sent, and lets it be sent once; or takes both back. A button that cannot be pressed stays so.
fn set_sending(form: &HtmlFormElement, words: Option<&str>) {
    if let Some(line) = status(form) {
        line.set_text_content(words);
    }
    let button = form.query_selector("button[data-start]").ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlButtonElement>().ok()) {
        button.set_disabled(words.is_some());
    }
}

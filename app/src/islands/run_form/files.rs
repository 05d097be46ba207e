//! Files that are dropped on a field, and the file of a sample.

use domain::input::Schema;
use gloo_net::http::Request;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, Element, File, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::{SampleFile, check};
use crate::islands::dom;

/// A file is dragged over the page, away from it, or dropped.
pub(super) fn dragged(event: &ev::DragEvent, schema: &Schema) {
    let Some(zone) = dom::closest(event.target(), "[data-drop]") else { return };
    event.prevent_default();
    let over = event.type_() == "dragover";
    let _ = zone.class_list().toggle_with_force("dropzone-over", over);
    if event.type_() == "drop"
        && let Some(files) = event.data_transfer().and_then(|data| data.files())
        && files.length() > 0
    {
        put(&zone, &files, schema);
    }
}

fn put(zone: &Element, files: &web_sys::FileList, schema: &Schema) {
    let Some(input) = input_of(zone) else { return };
    input.set_files(Some(files));
    let form = input.form();
    let field = zone.closest("[data-field]").ok().flatten();
    if let (Some(form), Some(field)) = (form, field) {
        check::recheck(&form, &field, schema);
    }
}

fn input_of(zone: &Element) -> Option<HtmlInputElement> {
    zone.query_selector("input[type=file]").ok()??.dyn_into().ok()
}

/// Fetches the file of a sample and puts it into its field.
pub(super) fn fill_in(root: &HtmlElement, sample: SampleFile, schema: StoredValue<Schema>) {
    let Ok(Some(field)) = root.query_selector(&format!("[data-field=\"{}\"]", sample.field)) else { return };
    spawn_local(async move {
        if let Some(files) = fetch(&sample).await {
            schema.with_value(|schema| {
                let form =
                    field.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
                if let (Some(input), Some(form)) = (input_of(&field), form) {
                    input.set_files(Some(&files));
                    check::recheck(&form, &field, schema);
                }
            });
        }
    });
}

async fn fetch(sample: &SampleFile) -> Option<web_sys::FileList> {
    let answer = Request::get(&sample.url).send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    let bytes = answer.binary().await.ok()?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    let file = File::new_with_u8_array_sequence(&JsValue::from(parts), &sample.filename).ok()?;
    let transfer = DataTransfer::new().ok()?;
    transfer.items().add_with_file(&file).ok()?;
    transfer.files()
}

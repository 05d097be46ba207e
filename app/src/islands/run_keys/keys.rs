//! Which key does what.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use super::{files, stops};
use crate::islands::dom;

/// Where the browser remembers that the keys are off.
const OFF: &str = "guildhall.run-keys-off";

/// Listens to the page for as long as it is there.
pub(super) fn listen(dialog: NodeRef<html::Dialog>, is_on: RwSignal<bool>, told: RwSignal<String>) {
    is_on.set(storage().and_then(|kept| kept.get_item(OFF).ok().flatten()).is_none());
    let Some(page) = dom::document() else { return };
    let on_key = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let is_busy = dialog.get_untracked().is_some_and(|dialog| dialog.open());
        if is_on.get_untracked() && !is_busy && is_ours(&event) && act(&event.key(), dialog, told).is_some() {
            event.prevent_default();
        }
    });
    let on_click = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        let is_plain = event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key());
        let link = dom::closest(event.target(), "#run a[data-file]").filter(|_| is_plain && !event.default_prevented());
        if let Some(name) = link.and_then(|link| link.get_attribute("data-file"))
            && files::choose(&name, told).is_some()
        {
            event.prevent_default();
        }
    });
    // A page that cannot be listened to stays as it is without scripts.
    let _ = page.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref());
    let _ = page.add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref());
    on_key.forget();
    on_click.forget();
}

/// Not typed into a field, and no shortcut of the browser.
fn is_ours(event: &KeyboardEvent) -> bool {
    let is_typing = dom::closest(event.target(), "input, textarea, select, [contenteditable]").is_some();
    !(is_typing || event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key())
}

/// Does what a key stands for. `None` where it stands for nothing here.
fn act(key: &str, dialog: NodeRef<html::Dialog>, told: RwSignal<String>) -> Option<()> {
    match key {
        "j" => stops::go(1),
        "k" => stops::go(-1),
        // Elsewhere the arrows scroll.
        "ArrowDown" => stops::current().and_then(|_| stops::go(1)),
        "ArrowUp" => stops::current().and_then(|_| stops::go(-1)),
        "e" => stops::last(),
        "x" => stops::fold_all(),
        "f" => files::focus(),
        "]" => files::next(1, told),
        "[" => files::next(-1, told),
        "r" => press("#run [data-again]"),
        "?" => {
            show(dialog);
            Some(())
        }
        _ => None,
    }
}

fn press(selector: &str) -> Option<()> {
    let found = dom::document()?.query_selector(selector).ok()??;
    found.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

/// Shows the list of the keys.
pub(super) fn show(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        // Refused only where it is open already.
        let _ = dialog.show_modal();
    }
}

/// Closes the list.
pub(super) fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

/// Remembers whether the keys are on. A browser that keeps nothing asks again next time.
pub(super) fn remember(is_on: bool) {
    if let Some(kept) = storage() {
        let _ = if is_on { kept.remove_item(OFF) } else { kept.set_item(OFF, "1") };
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

//! The files beside the conversation, changed in place.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, Url};

use crate::islands::dom;
use crate::text::run_keys as text;

/// Shows a file, if it is on the page, and notes it in the address.
pub(super) fn choose(name: &str, told: RwSignal<String>) -> Option<()> {
    let views = all("#files [data-view]");
    let view = views.iter().find(|view| view.get_attribute("data-view").as_deref() == Some(name))?;
    for other in &views {
        let _ = other.set_attribute("hidden", "");
    }
    let _ = view.remove_attribute("hidden");
    for tab in all("#files a[data-file]") {
        let is_it = tab.get_attribute("data-file").as_deref() == Some(name);
        let _ = if is_it { tab.set_attribute("aria-current", "true") } else { tab.remove_attribute("aria-current") };
    }
    note(name);
    // Where the files are below the conversation, they are brought into sight.
    let files = view.closest("#files").ok()??;
    let window = web_sys::window()?;
    let seen = window.inner_height().ok()?.as_f64()?;
    let place = files.get_bounding_client_rect();
    if place.top() > seen * 0.8 || place.bottom() < seen * 0.2 {
        files.scroll_into_view();
    }
    told.set(text::shown(name));
    Some(())
}

/// The address then leads to this file, without a further step back.
fn note(name: &str) -> Option<()> {
    let window = web_sys::window()?;
    let url = Url::new(&window.location().href().ok()?).ok()?;
    url.search_params().set("file", name);
    window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&url.href())).ok()
}

/// Shows the next file, or the one before, and goes to its name.
pub(super) fn next(by: isize, told: RwSignal<String>) -> Option<()> {
    let tabs = all("#files a[data-file]");
    let at = tabs.iter().position(|tab| tab.has_attribute("aria-current"))?;
    let tab = tabs.get(at.checked_add_signed(by)?)?;
    let tab = tab.dyn_ref::<HtmlElement>()?;
    if choose(&tab.get_attribute("data-file")?, told).is_none() {
        tab.click();
    }
    Some(())
}

/// Goes to the names of the files.
pub(super) fn focus() -> Option<()> {
    let tab = all("#files a[aria-current]").into_iter().next()?;
    tab.dyn_into::<HtmlElement>().ok()?.focus().ok()
}

fn all(selector: &str) -> Vec<Element> {
    let Some(Ok(found)) = dom::document().map(|page| page.query_selector_all(selector)) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

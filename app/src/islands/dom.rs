//! The browser's document, as far as more than one island needs it.

use gloo_net::http::Request;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element};

/// The page's document.
pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The nearest element at or above `target` that fits `selector`.
pub(super) fn closest(target: Option<web_sys::EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Loads the page again.
pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        // Where even that is refused there is nothing left to try.
        let _ = window.location().reload();
    }
}

/// Fetches an own page. `None` where that failed.
///
/// The page comes whole from the server, rendered like this one; scripts in a parsed document do not run.
pub(super) async fn fetch_page(url: &str) -> Option<Document> {
    let answer = Request::get(url).header("Accept", "text/html").send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    let text = answer.text().await.ok()?;
    web_sys::DomParser::new().ok()?.parse_from_string(&text, web_sys::SupportedType::TextHtml).ok()
}

/// Tells the loader that there are new islands on the page.
const NEW_ISLANDS: &str = "guildhall:islands";

/// Puts the elements of those ids of another page, and its title, in the place of this page's. `None` where that failed.
pub(super) fn replace_from(fresh: &Document, ids: &[&str]) -> Option<()> {
    let here = document()?;
    for id in ids {
        if let (Some(old), Some(new)) = (here.get_element_by_id(id), fresh.get_element_by_id(id)) {
            let new = here.adopt_node(&new).ok()?;
            old.replace_with_with_node_1(&new).ok()?;
        }
    }
    here.set_title(&fresh.title());
    // Without code they are what they are without scripts.
    let _ = here.dispatch_event(&web_sys::Event::new(NEW_ISLANDS).ok()?);
    Some(())
}

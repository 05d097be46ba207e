//! The parts of a conversation, one after the other.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use crate::islands::dom;

/// What one stops at.
const STOPS: &str = "#run [data-stop]";
/// Below the page's own head, in pixels.
const HEAD: f64 = 72.0;

/// The part that has the focus.
pub(super) fn current() -> Option<Element> {
    dom::document()?.active_element()?.closest(STOPS).ok()?
}

/// Goes so many parts on, or back; first to the part that is seen first.
pub(super) fn go(by: isize) -> Option<()> {
    let all = all();
    let next = match current().and_then(|at| all.iter().position(|stop| *stop == at)) {
        Some(at) => {
            let place = at.checked_add_signed(by)?;
            all.get(place.min(all.len().checked_sub(1)?))?
        }
        None => all.iter().find(|stop| stop.get_bounding_client_rect().bottom() > HEAD).or(all.last())?,
    };
    focus(next)
}

/// Goes to the last part.
pub(super) fn last() -> Option<()> {
    focus(all().last()?)
}

/// Unfolds every step that is there; where all are unfolded, folds them.
pub(super) fn fold_all() -> Option<()> {
    let found = dom::document()?.query_selector_all("#run .step-line > details").ok()?;
    let steps: Vec<Element> = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect();
    let is_fold = steps.iter().all(|step| step.has_attribute("open"));
    for step in &steps {
        // Setting an attribute of a known name does not fail.
        let _ = if is_fold { step.remove_attribute("open") } else { step.set_attribute("open", "") };
    }
    (!steps.is_empty()).then_some(())
}

/// All that are not folded away.
fn all() -> Vec<Element> {
    let Some(Ok(found)) = dom::document().map(|page| page.query_selector_all(STOPS)) else { return Vec::new() };
    let stops = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into::<Element>().ok());
    stops.filter(|stop| !is_folded_away(stop)).collect()
}

/// Whether it is inside something that is folded. The head of a fold is seen although it is in it.
fn is_folded_away(stop: &Element) -> bool {
    let parent = stop.parent_element();
    let outside = if stop.tag_name() == "SUMMARY" { parent.and_then(|fold| fold.parent_element()) } else { parent };
    outside.is_some_and(|element| element.closest("details:not([open])").ok().flatten().is_some())
}

fn focus(stop: &Element) -> Option<()> {
    stop.dyn_ref::<HtmlElement>()?.focus().ok()
}

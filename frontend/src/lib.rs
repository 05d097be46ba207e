//! The browser's entry: hydrates the islands of the page it was loaded by.
#![cfg(target_arch = "wasm32")]

/// Called by the loader once the module is compiled.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // Names `app` so that its islands are linked in.
    use app as _;
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

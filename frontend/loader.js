// Brings the islands of a page to life. Loaded by every page, so it is small and fetches nothing by itself:
// a page without islands gets no WebAssembly, a page whose islands can wait gets it at the first touch.
//
//   <script type="module" id="loader" src="/pkg/loader.HASH.js" data-js="/pkg/…" data-wasm="/pkg/…"></script>
//   <div data-wait="touch"> … islands that read and work as plain HTML until they are touched … </div>
//
// The protocol is that of leptos 0.8 (hydration/island_script.js): each <leptos-island data-component="NAME"> is handed to
// the module's export NAME. The slot <leptos-children> of an outer island holds `$$on_hydrate`, which puts the outer
// island's context in place for the islands inside; so outer ones come first, which is document order.

const islands = () => document.querySelectorAll("leptos-island");
const canWait = (island) => island.closest('[data-wait="touch"]') !== null;
const touches = ["pointerdown", "keydown", "focusin"];
// Said by an island that put new ones on the page.
const NEW_ISLANDS = "guildhall:islands";

async function hydrate(island, module) {
  const start = module[island.dataset.component];
  if (!start) throw new Error(`no code for the island ${island.dataset.component}`);
  island.parentElement?.closest("leptos-children")?.$$on_hydrate?.();
  await start(island);
}

async function load() {
  const { js, wasm } = document.getElementById("loader").dataset;
  // Both requests leave at once; the module compiles while it arrives.
  const bytes = fetch(wasm);
  const module = await import(js);
  await module.default({ module_or_path: bytes });
  const bringToLife = async () => {
    module.hydrate();
    for (const island of islands()) {
      if ("ready" in island.dataset) continue;
      try {
        await hydrate(island, module);
        island.dataset.ready = "";
      } catch (error) {
        // This one stays the plain HTML it was, and the others go on: from a fresh root, as the failed one left leptos
        // believing it still stood inside that island.
        console.error(error);
        module.hydrate();
      }
    }
  };
  await bringToLife();
  addEventListener(NEW_ISLANDS, bringToLife, true);
}

// What only code answers would be lost while the code is on its way: it is given again after. So is a press on a link that
// code may answer (`data-held`); where none came, it leads on as links do. A key that was typed into a field is not.
async function loadAtTouch(first) {
  for (const touch of touches) removeEventListener(touch, loadAtTouch, true);
  let pressed = null;
  let key = first.type === "keydown" ? first : null;
  const rememberPress = (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    pressed = event.target.closest?.('leptos-island button[type="button"], a[data-held]') ?? null;
    if (pressed?.matches("a") && isPlain) event.preventDefault();
    else if (pressed?.matches("a")) pressed = null;
  };
  const rememberKey = (event) => (key = event);
  addEventListener("click", rememberPress, true);
  addEventListener("keydown", rememberKey, true);
  try {
    await load();
  } finally {
    removeEventListener("click", rememberPress, true);
    removeEventListener("keydown", rememberKey, true);
    if (pressed?.isConnected) pressed.click();
  }
  const isTyped = key?.key.length === 1 && !key.target.closest?.("input, textarea, select, [contenteditable]");
  const { key: letter, ctrlKey, metaKey, altKey } = key ?? {};
  if (isTyped) key.target.dispatchEvent(new KeyboardEvent("keydown", { key: letter, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true }));
}

if ([...islands()].some((island) => !canWait(island))) {
  load();
} else if (islands().length > 0) {
  for (const touch of touches) addEventListener(touch, loadAtTouch, { capture: true, passive: true });
}

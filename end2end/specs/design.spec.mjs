// Pictures of the parts of the design system, in both themes, compared with committed ones under snapshots/design.
//
// They are taken with a font of boxes (support/boxfont.mjs), so that a machine's own fonts change nothing, and compared as
// an eye compares (pixelmatch): a colour or a distance that changes is seen, the edge of a curve drawn by another version of
// the browser is not. UPDATE_SNAPSHOTS=1 writes them anew; what differs is left in test-results.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { boxFont } from "../support/boxfont.mjs";
import { results, snapshots } from "../support/places.mjs";
import { scene } from "../support/scene.mjs";

const { spec } = scene();
const folder = join(snapshots, "design");
const isUpdate = process.env.UPDATE_SNAPSHOTS === "1";
const THEMES = ["light", "dark"];
const WINDOW = { width: 900, height: 900 };
// Of a picture's points, so many may differ: of a button's edge there are more.
const MOST_DIFFERENT = 0.002;
const STYLE = `
  @font-face { font-family: Box; src: url(data:font/ttf;base64,${boxFont().toString("base64")}); }
  * { font-family: Box !important; font-variant: normal !important; caret-color: transparent !important; }
  /* Drawn by the browser in its own way. */
  ::file-selector-button { width: 8rem; }
  /* What moves stands still. */
  ::-webkit-progress-bar, ::-webkit-progress-value { animation: none !important; transition: none !important; }
`;

async function open(page, theme) {
  await page.goto(`/design?theme=${theme}`);
  await page.addStyleTag({ content: STYLE });
  await page.evaluate(() => document.fonts.ready);
}

// The share of points that differ; 1 where the sizes do.
function difference(taken, kept) {
  if (taken.width !== kept.width || taken.height !== kept.height) return { share: 1 };
  const { width, height } = kept;
  const diff = new PNG({ width, height });
  const count = pixelmatch(taken.data, kept.data, diff.data, width, height, { threshold: 0.02 });
  return { share: count / (width * height), diff };
}

async function compare(locator, name) {
  const shot = await locator.screenshot({ animations: "disabled" });
  const path = join(folder, `${name}.png`);
  if (isUpdate) {
    await mkdir(folder, { recursive: true });
    await writeFile(path, shot);
    return null;
  }
  const kept = await readFile(path).catch(() => null);
  if (!kept) return `${name} is missing`;
  const { share, diff } = difference(PNG.sync.read(shot), PNG.sync.read(kept));
  if (share <= MOST_DIFFERENT) return null;
  await mkdir(results, { recursive: true });
  await writeFile(join(results, `design-${name}.png`), shot);
  if (diff) await writeFile(join(results, `design-${name}-diff.png`), PNG.sync.write(diff));
  return share === 1 ? `${name} has another size` : `${name} differs in ${(share * 100).toFixed(2)} % of its points`;
}

async function compareAll(page, theme) {
  const parts = await page.locator("[data-specimen]").evaluateAll((all) => all.map((one) => one.dataset.specimen));
  const wrong = [];
  for (const part of parts) {
    const found = await compare(page.locator(`[data-specimen="${part}"]`), `${part}-${theme}`);
    if (found) wrong.push(found);
  }
  return { parts, wrong };
}

for (const theme of THEMES) {
  spec(`the parts look as they did, ${theme}`, { bypassCSP: true, viewport: WINDOW }, async ({ page }) => {
    await open(page, theme);
    const { parts, wrong } = await compareAll(page, theme);
    assert.ok(parts.length >= 25, `${parts.length} parts are shown`);
    assert.deepEqual(wrong, [], "look at test-results, then UPDATE_SNAPSHOTS=1 writes the pictures anew");
  });
}

// A comparison that cannot fail proves nothing.
spec("a colour or a distance that changes is seen", { bypassCSP: true, viewport: WINDOW }, async ({ page }) => {
  if (isUpdate) return;
  const changes = [
    ["button", "[data-theme] { --color-primary: oklch(45.5% 0.085 215); }"],
    ["button", ".btn { padding-inline: 1.25rem; }"],
    ["badge", ".chip { padding-inline: 0.625rem; }"],
    ["alert", "[data-theme] { --color-error: oklch(50% 0.17 300); }"],
    ["field", ".input { border-color: oklch(80% 0.01 225); }"],
    ["stat", ".figure { padding: 1rem; }"],
  ];
  for (const [part, change] of changes) {
    await open(page, "light");
    await page.addStyleTag({ content: change });
    assert.ok(await compare(page.locator(`[data-specimen="${part}"]`), `${part}-light`), `${change} is not seen on ${part}`);
  }
});

// Colours by the system until somebody chooses; nothing moves for whoever asked for that.
import assert from "node:assert/strict";
import { eventually, hydrated, shows } from "../support/expect.mjs";
import { lookAs } from "../support/layout.mjs";
import { startSlowly } from "../support/runs.mjs";
import { scene } from "../support/scene.mjs";

const { spec } = scene();

// How light the page's ground is, from 0 to 255.
const lightness = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    // What has no ground of its own lets the document's through.
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    if (alpha < 255) throw new Error("the page has no ground");
    return (red + green + blue) / 3;
  });

async function choose(page, name) {
  await page.getByRole("button", { name: "Colours" }).click();
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
}

spec("without a choice the colours are those of the system", async ({ page }) => {
  await page.goto("/");
  assert.ok((await lightness(page)) > 200);
  await lookAs(page, { colorScheme: "dark" });
  assert.ok((await lightness(page)) < 70);
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  spec(`a choice holds on every page and after closing, ${how}`, { javaScriptEnabled }, async ({ page, another }) => {
    const isDark = async (on) => ((await on.locator("html").getAttribute("data-theme")) ?? "system").endsWith("dark");
    await page.goto("/agents/data-cleaning");
    await choose(page, "Dark");
    assert.equal(new URL(page.url()).pathname, "/agents/data-cleaning");
    assert.ok(await isDark(page));
    await page.goto("/sign-in");
    assert.ok(await isDark(page));
    if (javaScriptEnabled) assert.ok((await lightness(page)) < 70);

    const kept = (await page.context().cookies()).find(({ name }) => name === "theme");
    assert.ok(kept.expires > Date.now() / 1000 + 86_400 * 300, "kept for about a year");
    const later = await another();
    await later.context.addCookies([kept]);
    await later.page.goto("/");
    assert.ok(await isDark(later.page));

    await choose(page, "Light");
    assert.ok(!(await isDark(page)));
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await page.locator("html").getAttribute("data-theme"), "guildhall-light");
    await choose(page, "As the system");
    assert.equal(await page.locator("html").getAttribute("data-theme"), null);
    await page.getByRole("button", { name: "Colours" }).click();
    assert.equal(await page.getByRole("button", { name: "As the system" }).getAttribute("aria-pressed"), "true");
  });
}

const moving = (page) =>
  page.evaluate(() => {
    // Over in less than a frame is not moving.
    const lasts = ({ effect }) => effect.getComputedTiming().activeDuration > 16;
    return document.getAnimations().filter((one) => one.playState === "running" && lasts(one)).length;
  });

for (const reducedMotion of ["reduce", "no-preference"]) {
  spec(`a live run with motion: ${reducedMotion}`, { reducedMotion }, async ({ page, context, server }) => {
    const run = await startSlowly({ context, server }, { steps: 3, wait: 1500 });
    await page.goto(`/runs/${run}`);
    await hydrated(page);
    await shows(page.getByRole("log", { name: "Steps" }));
    if (reducedMotion === "reduce") assert.equal(await moving(page), 0);
    else await eventually(() => moving(page), (count) => assert.ok(count > 0, "the watch for motion sees some"));
  });
}

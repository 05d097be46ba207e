// What a page loads: its code only where there is something to bring to life, and only when.
//
// That no page says anything on the console, fails a request, breaks the content policy or asks another host is looked
// at in every spec (support/watch.mjs); here it is once for every page there is.
import assert from "node:assert/strict";
import { eventually } from "../support/expect.mjs";
import { ANONYMOUS, LARGE, NEW, SETTINGS, SIGNED_IN, makeRuns } from "../support/pages.mjs";
import { signedIn } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";
import { makeSettings } from "../support/settings.mjs";

const { spec, stage } = scene();
// Long enough for a loader that would load too early to have begun.
const SETTLED_MS = 250;

async function check(visit, shown, world) {
  const { page, watched } = visit;
  if (shown.status) watched.expectStatus(shown.status);
  const path = shown.path ?? (await shown.make(world));
  watched.forget();
  const answer = await page.goto(path, { waitUntil: "load" });
  assert.equal(answer.status(), shown.status ?? 200, path);
  if (shown.wasm === "at once") {
    await eventually(() => watched.paths(".wasm").length, (count) => assert.equal(count, 1, `${path} comes to life at once`));
    return;
  }
  await page.waitForTimeout(SETTLED_MS);
  assert.deepEqual(watched.paths(".wasm"), [], `${path} loads no code untouched`);
  await page.keyboard.press("Tab");
  if (shown.wasm === "touch") {
    await eventually(() => watched.paths(".wasm").length, (count) => assert.equal(count, 1, `${path} comes to life at a touch`));
  } else {
    await page.waitForTimeout(SETTLED_MS);
    assert.deepEqual(watched.paths(".wasm"), [], `${path} has nothing to bring to life`);
    assert.equal(await page.locator("leptos-island").count(), 0, path);
  }
}

spec("pages for everybody are quiet and load what they need", async (visit) => {
  for (const shown of [...ANONYMOUS, ...LARGE]) await check(visit, shown);
});

spec("pages of a new account are quiet and load what they need", async (visit) => {
  await signedIn(visit.context, visit.server, { isVerified: false });
  for (const shown of NEW) await check(visit, shown);
});

spec("pages of a customer are quiet and load what they need", async (visit) => {
  await signedIn(visit.context, visit.server);
  const world = await makeRuns(visit);
  for (const shown of SIGNED_IN) await check(visit, shown, world);
});

spec("pages of settings are quiet and load what they need", async (visit) => {
  const ada = await signedIn(visit.context, visit.server);
  const world = makeSettings(visit, ada);
  for (const shown of SETTINGS) await check(visit, shown, world);
});

spec("the watch sees what it is there for", async ({ page, watched, origin }) => {
  await page.goto("/");
  await page.evaluate(async () => {
    console.error("said");
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
    await fetch("http://127.0.0.2:9/").catch(() => {});
  });
  await eventually(() => watched.faults.join("\n"), (faults) => {
    for (const part of ["said", "content policy: script-src", "content policy: connect-src"]) assert.ok(faults.includes(part), `${part} in ${faults}`);
  });
  assert.equal(await page.evaluate(() => globalThis.injected), undefined);
  const answer = await fetch(`${origin}/csp-reports`, { method: "POST", body: "{}" });
  assert.equal(answer.status, 400);
  watched.faults.length = 0;
  // The browser's own reports of it are the only ones this file's server may have got.
  await eventually(() => stage.server.reports(), (count) => assert.ok(count >= 1));
  stage.expectedReports = await stage.server.reports();
});

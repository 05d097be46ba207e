// The accessibility trees of the main pages: what is read aloud, in which order.
import { hydrated, shows } from "../support/expect.mjs";
import { ANONYMOUS, LARGE, NEW, SETTINGS, SIGNED_IN, makeRuns } from "../support/pages.mjs";
import { signedIn } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";
import { makeSettings } from "../support/settings.mjs";
import { checkTree } from "../support/tree.mjs";

const { spec } = scene();
// Reads differently at every moment, or shows a secret this once.
const CHANGING = new Set(["run-live", "analytics", "key-made", "second-factor-begun"]);

async function checkAll({ page, watched }, pages, world) {
  for (const shown of pages.filter(({ name }) => !CHANGING.has(name))) {
    if (shown.status) watched.expectStatus(shown.status);
    await page.goto(shown.path ?? (await shown.make(world)));
    await shown.prepare?.(page);
    await shows(page.getByRole("heading", { level: 1 }));
    if (shown.wasm === "at once") await hydrated(page);
    await shown.ready?.(page);
    await checkTree(page, shown.name);
  }
}

spec("pages for everybody read as they did", (visit) => checkAll(visit, [...ANONYMOUS, ...LARGE]));

spec("pages of a new account read as they did", async (visit) => {
  await signedIn(visit.context, visit.server, { isVerified: false });
  await checkAll(visit, NEW);
});

spec("pages of a customer read as they did", async (visit) => {
  await signedIn(visit.context, visit.server);
  const world = await makeRuns(visit);
  await checkAll(visit, SIGNED_IN, world);
});

spec("pages of settings read as they did", async (visit) => {
  const ada = await signedIn(visit.context, visit.server);
  await checkAll(visit, SETTINGS, makeSettings(visit, ada));
});

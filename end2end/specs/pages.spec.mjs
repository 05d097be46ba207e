// Every page, light and dark, on a desk, a tablet and a phone: nothing sticks out, nothing is out of reach.
import assert from "node:assert/strict";
import { checkAccess } from "../support/axe.mjs";
import { DESKTOP, PHONE, TABLET } from "../support/browser.mjs";
import { checkFocus, checkLayout, lookAs } from "../support/layout.mjs";
import { ANONYMOUS, LARGE, NEW, SETTINGS, SIGNED_IN, makeRuns } from "../support/pages.mjs";
import { signedIn } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";
import { makeSettings } from "../support/settings.mjs";

const { spec } = scene();

// All failures of all pages at once: one look tells everything.
async function checkAll({ page, watched, server, context }, pages, world) {
  const wrong = [];
  const check = async (body) => body().catch((error) => wrong.push(error.message));
  for (const shown of pages) {
    if (shown.status) watched.expectStatus(shown.status);
    await page.goto(shown.path ?? (await shown.make(world)));
    await shown.prepare?.(page);
    for (const viewport of [DESKTOP, PHONE]) {
      await lookAs(page, { viewport });
      const size = `${shown.name} at ${viewport.width}`;
      await check(() => checkLayout(page, size));
      for (const colorScheme of ["light", "dark"]) {
        await lookAs(page, { colorScheme });
        await check(() => checkAccess(page, `${size}, ${colorScheme}`));
      }
    }
    await lookAs(page, { viewport: TABLET });
    await check(() => checkLayout(page, `${shown.name} at ${TABLET.width}`));
    await lookAs(page, { viewport: DESKTOP });
    await check(() => checkFocus(page, shown.name));
  }
  assert.equal(wrong.length, 0, `\n${wrong.join("\n")}`);
}

spec("pages for everybody", (visit) => checkAll(visit, ANONYMOUS));

spec("the reference of the API", (visit) => checkAll(visit, LARGE));

spec("pages of a new account", async (visit) => {
  await signedIn(visit.context, visit.server, { isVerified: false });
  await checkAll(visit, NEW);
});

spec("pages of a customer: consoles, lists", async (visit) => {
  await signedIn(visit.context, visit.server);
  const world = await makeRuns(visit);
  await checkAll(visit, SIGNED_IN.filter((shown) => !shown.make), world);
});

spec("pages of a customer: runs", async (visit) => {
  await signedIn(visit.context, visit.server);
  const world = await makeRuns(visit);
  await checkAll(visit, SIGNED_IN.filter((shown) => shown.make), world);
});

spec("pages of settings", async (visit) => {
  const ada = await signedIn(visit.context, visit.server);
  await checkAll(visit, SETTINGS, makeSettings(visit, ada));
});

spec("open menus", async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto("/agents");
  for (const name of ["Colours", "Account"]) {
    await page.getByRole("button", { name }).click();
    for (const colorScheme of ["light", "dark"]) {
      await lookAs(page, { colorScheme });
      await checkAccess(page, `menu ${name}, ${colorScheme}`);
    }
    await page.keyboard.press("Escape");
  }
});

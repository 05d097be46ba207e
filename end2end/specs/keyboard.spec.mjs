// Everything by keyboard alone.
import assert from "node:assert/strict";
import { balance, eventually, hydrated, shows } from "../support/expect.mjs";
import { signedIn } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";

const { spec } = scene();
const MOST_PRESSES = 80;

// Goes on by Tab until the focus is there.
async function tabTo(page, locator) {
  await locator.waitFor();
  for (let press = 0; press < MOST_PRESSES; press += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${locator}`);
}

spec("the first press of Tab offers to skip to the content", async ({ page }) => {
  await page.goto("/agents");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  assert.ok(await skip.evaluate((element) => element === document.activeElement));
  await page.keyboard.press("Enter");
  await eventually(() => page.evaluate(() => document.activeElement.id), (id) => assert.equal(id, "main"));
});

spec("signing in, starting a run with a sample and signing out by keyboard alone", async ({ page, context, server }) => {
  const ada = await signedIn(context, server);
  await context.clearCookies();

  await page.goto("/agents/data-cleaning/run?sample=0");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Sign in" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in?next=**");
  await tabTo(page, page.getByLabel("E-mail address or user name"));
  await page.keyboard.type(ada.username);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(ada.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(({ pathname }) => pathname === "/agents/data-cleaning/run");

  await page.goto("/agents/data-cleaning/run?sample=0");
  await hydrated(page);
  await shows(page.getByText("customers.csv"));
  await tabTo(page, page.getByRole("button", { name: "Start for at most 4 credits" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/runs/*");
  await shows(page.getByRole("region", { name: "Receipt" }));
  assert.equal(await balance(page), "96");

  // A step folds open and closed.
  const step = page.getByRole("log", { name: "Steps" }).locator("summary").first();
  await tabTo(page, step);
  await page.keyboard.press("Enter");
  await eventually(() => step.evaluate((summary) => summary.parentElement.open), assert.ok);

  await page.goto("/");
  await tabTo(page, page.getByRole("button", { name: "Account" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Sign out" }));
  await page.keyboard.press("Enter");
  await shows(page.getByRole("banner").getByRole("link", { name: "Sign in" }));
});

spec("a menu closes by Escape and gives the focus back", async ({ page }) => {
  await page.goto("/");
  const colours = page.getByRole("button", { name: "Colours" });
  await tabTo(page, colours);
  await page.keyboard.press("Enter");
  await shows(page.getByRole("button", { name: "Dark" }));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dark" }).waitFor({ state: "hidden" });
  assert.ok(await colours.evaluate((element) => element === document.activeElement));
});

spec("a table of a result sorts by keyboard", async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto("/agents/data-cleaning/run?sample=0");
  await hydrated(page);
  await shows(page.getByText("customers.csv"));
  await page.getByRole("button", { name: "Start for at most 4 credits" }).click();
  await shows(page.getByRole("region", { name: "Receipt" }));
  await page.reload();
  const preview = page.locator(".file").filter({ hasText: "cleaned.csv" });
  const head = preview.getByRole("columnheader", { name: "Name" });
  await head.getByRole("button").focus();
  // The first press both brings the island and sorts.
  await page.keyboard.press("Enter");
  await eventually(() => head.getAttribute("aria-sort"), (order) => assert.equal(order, "ascending"));
  const names = await preview.getByRole("row").locator("td:nth-child(2)").allInnerTexts();
  assert.deepEqual(names, names.toSorted((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), "en")));
});

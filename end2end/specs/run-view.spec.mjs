// The page of a run: files beside the conversation, its keys, and a run of thousands of events.
import assert from "node:assert/strict";
import { checkAccess } from "../support/axe.mjs";
import { eventually, hydrated, shows } from "../support/expect.mjs";
import { chooseResult } from "../support/files.mjs";
import { signedIn } from "../support/people.mjs";
import { longAgents } from "../support/places.mjs";
import { start } from "../support/runs.mjs";
import { scene } from "../support/scene.mjs";
import { MESSY, csv } from "../support/tables.mjs";

const { spec } = scene({ agentsFolder: longAgents });
const plain = { javaScriptEnabled: false };
const EVENTS = 5_000;

// A run that is over, with files of several kinds.
async function cleaned({ context, server }) {
  await signedIn(context, server);
  const id = await start(context, server, "data-cleaning", "4", { file: csv(MESSY), guard_formulas: "on" });
  await settled(context, id);
  return `/runs/${id}`;
}

async function settled(context, id) {
  await eventually(
    async () => (await context.request.get(`/api/v1/runs/${id}`)).json(),
    ({ charged_microcredits: charged }) => assert.notEqual(charged, null),
  );
}

const focused = (page) => page.evaluate(() => document.activeElement?.innerText?.split("\n")[0] ?? "");

spec("a file is shown beside the conversation at a press, and its address leads to it", async (visit) => {
  const { page } = visit;
  await page.goto(await cleaned(visit));
  const table = page.locator('.file[data-view="cleaned.csv"]');
  const chart = page.locator('.file[data-view="changes-by-rule.svg"]');
  await shows(table);
  assert.equal(await chart.isVisible(), false);
  const before = await page.evaluate(() => scrollY);
  // The first press brings the code too.
  await chooseResult(page, "changes-by-rule.svg");
  assert.equal(await table.isVisible(), false);
  assert.equal(new URL(page.url()).searchParams.get("file"), "changes-by-rule.svg");
  assert.equal(await page.evaluate(() => scrollY), before, "the conversation stays where it is");
  const picture = chart.getByRole("img");
  assert.ok((await picture.getAttribute("width")) > 0 && (await picture.getAttribute("height")) > 0, "its place is kept");
  await eventually(() => picture.evaluate((image) => image.naturalWidth), (width) => assert.ok(width > 0));
  await page.reload();
  await shows(chart);
  await chooseResult(page, "summary.md");
  await shows(page.locator('.file[data-view="summary.md"]').getByRole("table"));
  await checkAccess(page, "a run with a file");

  // From the conversation too.
  await page.getByRole("link", { name: "missing-by-column.svg" }).first().click();
  await shows(page.locator('.file[data-view="missing-by-column.svg"]'));
});

spec("files are shown one by one without scripts", plain, async (visit) => {
  const { page } = visit;
  await page.goto(await cleaned(visit));
  for (const name of ["changes.csv", "summary.md", "changes-by-rule.svg", "cleaned.csv"]) {
    await chooseResult(page, name);
    assert.equal(await page.locator(".file:visible").count(), 1);
  }
  // The address of a step unfolds it.
  const address = await page.locator(".step-foot a").first().getAttribute("href");
  await page.goto(new URL(page.url()).pathname + address);
  assert.equal(await page.locator(".step-line details[open]").count(), 1);
  // The result folds as well.
  await page.getByText("Result as data").click();
  await shows(page.locator(".json"));
});

spec("a run is read by its keys", async (visit) => {
  const { page } = visit;
  await page.goto(await cleaned(visit));
  // The first press brings the code, and counts.
  await page.keyboard.press("j");
  await eventually(() => focused(page), (text) => assert.equal(text, "You gave"));
  await hydrated(page);
  await page.keyboard.press("j");
  assert.equal(await focused(page), "Recognise the file");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "Recognise the types of columns");
  await page.keyboard.press("k");
  assert.equal(await focused(page), "Recognise the file");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".step-line details[open]").count(), 1);
  await page.keyboard.press("x");
  assert.equal(await page.locator(".step-line details[open]").count(), 7);
  await page.keyboard.press("x");
  assert.equal(await page.locator(".step-line details[open]").count(), 0);
  await page.keyboard.press("e");
  assert.equal(await focused(page), "Result as data");

  await page.keyboard.press("f");
  assert.equal(await focused(page), "cleaned.csv");
  await page.keyboard.press("]");
  await shows(page.locator('.file[data-view="changes.csv"]'));
  await shows(page.getByRole("status").filter({ hasText: "changes.csv is shown" }));
  await page.keyboard.press("[");
  await shows(page.locator('.file[data-view="cleaned.csv"]'));

  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await shows(list);
  await checkAccess(page, "the list of keys");
  // In the list they do nothing; switched off, nowhere.
  const before = await focused(page);
  await page.keyboard.press("j");
  assert.equal(await focused(page), before);
  await list.getByLabel("Use these keys").uncheck();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  const here = page.url();
  for (const key of ["j", "f", "r", "?"]) await page.keyboard.press(key);
  assert.equal(page.url(), here);
  assert.equal(await list.isVisible(), false);
  // That is remembered.
  await page.reload();
  await page.keyboard.press("Tab");
  await hydrated(page);
  await page.keyboard.press("?");
  assert.equal(await list.isVisible(), false);
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await list.getByLabel("Use these keys").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.waitForURL("**/agents/data-cleaning/run?from=*");
});

spec("a run is shared by a link, which shows what was chosen until it is ended", async (visit) => {
  const { page, another } = visit;
  await page.goto(await cleaned(visit));
  await page.getByRole("link", { name: "Share" }).click();
  await page.getByLabel("The files it made").check();
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.locator("#new-link").innerText();
  await checkAccess(page, "a new link");

  const guest = await another();
  await guest.page.goto(new URL(link).pathname);
  await shows(guest.page.getByRole("heading", { level: 1, name: "Data cleaning" }));
  await shows(guest.page.getByRole("region", { name: "The agent says" }));
  await shows(guest.page.locator('.file[data-view="cleaned.csv"]'));
  assert.equal(await guest.page.getByText("messy.csv", { exact: true }).count(), 0, "what was given stays hidden");
  assert.equal(await guest.page.getByText(/credits/).count(), 0);
  await chooseResult(guest.page, "changes-by-rule.svg");
  await checkAccess(guest.page, "a shared run");

  await page.goto(page.url());
  await page.getByRole("button", { name: "End the link" }).click();
  await shows(page.getByText("There is none"));
  guest.watched.expectStatus(404);
  const gone = await guest.page.goto(new URL(link).pathname);
  assert.equal(gone.status(), 404);
});

// What a browser has to hold and to draw. How long that takes is measured elsewhere.
spec("a run of 5,000 events keeps the page small, live and after it", async ({ page, context, server }) => {
  await signedIn(context, server);
  const count = (selector) => page.locator(selector).count();
  const id = await start(context, server, "long-echo", "3", { text: "Hello", steps: String(EVENTS / 2) });
  await page.goto(`/runs/${id}`);
  await hydrated(page);
  await eventually(() => count(".earlier"), (shown) => assert.equal(shown, 1, "older steps are left out"));
  assert.ok((await count(".step-line")) <= 300, "live");
  await page.getByText("Succeeded").first().waitFor({ timeout: 100_000 });
  const events = await (await context.request.get(`/api/v1/runs/${id}/events`)).text();
  assert.ok(events.split("\nid:").length >= EVENTS, "there are as many");
  assert.ok((await count(".step-line")) <= 300, "after it");
  await shows(page.getByText("earlier parts of this run not shown"));

  // All of it, when it is asked for: in stretches that fold.
  await page.getByRole("link", { name: "Show the whole run" }).click();
  await page.waitForURL("**?whole=1");
  assert.equal(await count(".steps-fold"), EVENTS / 2 / 100);
  assert.equal(await count(".steps-fold[open]"), 1);
  await page.getByText("Steps 101–200").click();
  await shows(page.getByText("Echo 101", { exact: true }));
});

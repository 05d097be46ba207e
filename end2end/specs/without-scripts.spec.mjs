// The main way without a single script: plain forms, plain links, a page that refreshes itself.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { eventually, shows } from "../support/expect.mjs";
import { signIn, signUp, signedIn, somebody, verify } from "../support/people.mjs";
import { startSlowly } from "../support/runs.mjs";
import { scene } from "../support/scene.mjs";
import { checkMoney, checkResult, chooseFile, findInMarketplace, readListing, readQuote, stepTitles } from "../support/steps.mjs";
import { MESSY, csv } from "../support/tables.mjs";

const { spec } = scene({ workers: 1 });
const plain = { javaScriptEnabled: false };

spec("from signing up to the statement, without scripts", plain, async ({ page, server, watched, another }) => {
  const ada = somebody();
  await signUp(page, ada);
  await shows(page.getByRole("heading", { name: "Look into your mail" }));
  await verify(page, server, ada);
  await signIn(page, ada, null);
  await findInMarketplace(page);
  await readListing(page);
  assert.equal((await readQuote(page))["Left after, at least"], "96 credits");

  await startSlowly(await another(), { steps: 4, wait: 500 });
  await chooseFile(page, "Table", csv(MESSY));
  await page.getByRole("button", { name: "Start for at most 4 credits" }).click();
  await page.waitForURL("**/runs/*");
  const address = page.url();
  await shows(page.getByRole("status").filter({ hasText: "Queued" }));
  await shows(page.getByRole("link", { name: "Refresh" }));

  // The browser alone brings the end: nobody presses anything.
  await shows(page.getByRole("region", { name: "Receipt" }));
  assert.equal(page.url(), address);
  assert.equal((await stepTitles(page)).length, 7);
  await checkResult(page);
  await checkMoney(page);
  assert.deepEqual(watched.paths(".wasm"), []);
  assert.deepEqual(watched.paths(".js"), []);
});

spec("a sample is run without scripts by downloading its file first", plain, async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto("/agents/data-cleaning");
  await page.getByRole("link", { name: "Use it: Customer list with mixed dates and doubles" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "customers.csv" }).click(),
  ]);
  await chooseFile(page, "Table", { name: "customers.csv", mimeType: "text/csv", buffer: await readFile(await download.path()) });
  await page.getByRole("button", { name: "Start for at most 4 credits" }).click();
  await page.waitForURL("**/runs/*");
  await shows(page.getByRole("region", { name: "Receipt" }));
});

spec("signing out needs no script and ends the session", plain, async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto("/runs");
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await eventually(() => context.cookies(), (cookies) => assert.ok(!cookies.some(({ name }) => name.endsWith("session"))));
  await page.goto("/runs");
  await page.waitForURL("**/sign-in?next=/runs");
});

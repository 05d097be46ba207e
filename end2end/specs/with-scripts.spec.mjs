// The main way, from the first letter to the statement, as most people go it.
import assert from "node:assert/strict";
import { eventually, hydrated, shows } from "../support/expect.mjs";
import { signIn, signUp, somebody, verify } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";
import { checkMoney, checkResult, chooseFile, findInMarketplace, readListing, readQuote, stepTitles } from "../support/steps.mjs";
import { MESSY, csv } from "../support/tables.mjs";
import { startSlowly } from "../support/runs.mjs";

// One worker: a run of somebody else goes first, so there is time to see ours begin.
const { spec } = scene({ workers: 1 });

spec("from signing up to the statement", async ({ page, server, watched, another }) => {
  const ada = somebody();
  await signUp(page, ada);
  await shows(page.getByRole("heading", { name: "Look into your mail" }));
  await verify(page, server, ada);
  await signIn(page, ada, null);
  await findInMarketplace(page);
  await readListing(page);
  assert.deepEqual(await readQuote(page), {
    "Agent fee": "4 credits",
    "You pay at most": "4 credits",
    "Available now": "100 credits",
    "Left after, at least": "96 credits",
  });

  const other = await another();
  await startSlowly(other, { steps: 8, wait: 500 });

  await chooseFile(page, "Table", csv(MESSY));
  await hydrated(page);
  await page.getByRole("button", { name: "Start for at most 4 credits" }).click();
  await page.waitForURL("**/runs/*");
  const address = page.url();
  await hydrated(page);
  await shows(page.getByRole("status").filter({ hasText: "Queued" }));
  assert.deepEqual(await stepTitles(page), []);

  // In the middle: loaded again, it is the same page.
  await page.reload();
  await hydrated(page);
  await shows(page.getByText("messy.csv"));
  await shows(page.getByRole("button", { name: "Stop the run" }));

  // From here on nothing is loaded anew: the steps come by the stream alone.
  await page.evaluate(() => (globalThis.notReloaded = true));
  await shows(page.getByRole("log", { name: "Steps" }));
  await shows(page.getByRole("region", { name: "Receipt" }));
  assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
  assert.equal(page.url(), address);
  const live = await stepTitles(page);
  assert.equal(live.length, 7, live.join(", "));
  await shows(page.getByText("Succeeded"));
  assert.ok(watched.paths(".wasm").length > 0);
  assert.equal(await page.title(), "Data cleaning · Succeeded · Guildhall");

  await page.reload();
  assert.deepEqual(await stepTitles(page), live);
  await checkResult(page);
  await checkMoney(page);
});

spec("a run that is looked at again in the middle shows the same, then the rest", async ({ page, context, server, origin }) => {
  const run = await startSlowly({ context, server, origin }, { steps: 5, wait: 900 });
  await page.goto(`/runs/${run}`);
  await hydrated(page);
  await eventually(() => stepTitles(page), (titles) => assert.ok(titles.length >= 2));
  const before = await stepTitles(page);
  await page.reload();
  const after = await stepTitles(page);
  assert.ok(before.length < 5, "it was the middle");
  assert.deepEqual(after.slice(0, before.length), before);
  await hydrated(page);
  await shows(page.getByRole("region", { name: "Receipt" }));
  // Neither a gap nor a repeat.
  assert.deepEqual(await stepTitles(page), ["Echo 1", "Echo 2", "Echo 3", "Echo 4", "Echo 5"]);
});

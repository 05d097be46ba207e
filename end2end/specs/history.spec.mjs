// The history of runs: found again, kept, run from the cache, deleted; with scripts and without.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { balance, shows } from "../support/expect.mjs";
import { signedIn } from "../support/people.mjs";
import { start, startSlowly } from "../support/runs.mjs";
import { scene } from "../support/scene.mjs";
import { openFilters } from "../support/steps.mjs";
import { MESSY } from "../support/tables.mjs";

const { spec } = scene();
const table = { name: "heron.csv", mimeType: "text/csv", buffer: Buffer.from(MESSY) };

async function settled(context, id) {
  for (;;) {
    const run = await (await context.request.get(`/api/v1/runs/${id}`)).json();
    if (run.charged_microcredits !== null) return run;
  }
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  spec(`runs are narrowed, summed up and taken along, ${how}`, { javaScriptEnabled }, async ({ page, context, server, watched }) => {
    watched.expectStatus(422);
    await signedIn(context, server);
    await page.goto("/runs");
    await shows(page.getByRole("heading", { name: "No runs yet" }));
    const said = await startSlowly({ context, server }, { steps: 1, wait: 0, text: "Blue Heron", isSignedIn: true });
    const cleaned = await start(context, server, "data-cleaning", "4", { file: table });
    await Promise.all([settled(context, said), settled(context, cleaned)]);

    await page.goto("/runs");
    await shows(page.getByRole("heading", { name: "2 runs" }));
    const figures = await page.getByRole("definition").allInnerTexts();
    assert.ok(figures.includes("100 %") && figures.includes("6.50 credits"), figures.join(" | "));
    await page.getByRole("searchbox", { name: "Search" }).fill("heron.CSV");
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForURL(/text=heron\.CSV/i);
    await shows(page.getByRole("heading", { name: "1 run" }));
    await shows(page.getByRole("row").filter({ hasText: "Data cleaning" }));

    await page.getByRole("link", { name: "Show all runs" }).click();
    await page.waitForURL("**/runs");
    const [agent, status] = ["Agent", "Status"].map((name) => page.getByLabel(name, { exact: true }));
    assert.equal(await agent.isVisible(), false, "folded until one is set");
    await openFilters(page);
    await agent.selectOption({ label: "Slow echo" });
    await status.selectOption({ label: "Failed" });
    await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL(/status=failed/);
    await shows(page.getByRole("heading", { name: "No run fits" }));
    await page.getByRole("link", { name: "Remove Status: Failed" }).click();
    await page.waitForURL(({ search }) => search === "?agent=slow-echo");
    await shows(page.getByRole("heading", { name: "1 run" }));
    await shows(page.getByRole("link", { name: "Remove Agent: Slow echo" }));
    await status.selectOption({ label: "Succeeded" });
    await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL(/status=succeeded/);
    assert.equal(await status.inputValue(), "succeeded");
    await shows(page.getByRole("heading", { name: "1 run" }));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
    assert.match(download.suggestedFilename(), /^runs-\d{4}-\d\d-\d\d\.csv$/);
    const exported = await readFile(await download.path(), "utf8");
    assert.ok(exported.includes(said) && exported.includes("Blue Heron") && !exported.includes(cleaned), exported);

    await page.goto("/runs?from=2026-11-22&to=2026-11-21");
    await shows(page.getByText("The end lies before the beginning."));
    await page.goto("/runs?to=2020-01-01");
    await shows(page.getByRole("heading", { name: "No run fits" }));
  });

  spec(`a run is kept, let go and deleted after a question, ${how}`, { javaScriptEnabled }, async ({ page, context, server, watched }) => {
    watched.expectStatus(404);
    await signedIn(context, server);
    const run = await startSlowly({ context, server }, { steps: 1, wait: 0, isSignedIn: true });
    await settled(context, run);
    await page.goto(`/runs/${run}`);
    const content = page.getByRole("region", { name: "Content" });
    await shows(content.getByText("unless you keep it"));
    await content.getByRole("button", { name: "Keep it" }).click();
    await shows(content.getByText("You chose on"));
    await content.getByRole("button", { name: "Keep it no longer" }).click();
    await shows(content.getByText("unless you keep it"));

    await content.getByRole("link", { name: "Delete the run" }).click();
    await shows(page.getByRole("heading", { level: 1, name: "Delete this run?" }));
    await page.getByRole("link", { name: "Back to the run" }).click();
    await page.waitForURL(`**/runs/${run}`);
    await content.getByRole("link", { name: "Delete the run" }).click();
    await page.getByRole("button", { name: "Delete for good" }).click();
    await page.waitForURL("**/runs?deleted=1");
    await shows(page.getByText("The run is deleted."));
    await page.goto(`/runs/${run}`);
    await shows(page.getByRole("heading", { level: 1, name: "There is nothing here" }));
    assert.equal(await balance(page), "97.50");
  });

  spec(`an equal start is answered from the cache unless the work is wanted, ${how}`, { javaScriptEnabled }, async ({ page, context, server }) => {
    await signedIn(context, server);
    const first = await start(context, server, "data-cleaning", "4", { file: table });
    await settled(context, first);
    const second = await start(context, server, "data-cleaning", "4", { file: table });
    await page.goto(`/runs/${second}`);
    await shows(page.getByText("Answered from an earlier run"));
    await shows(page.getByRole("link", { name: "Download cleaned.csv" }));
    assert.equal(await balance(page), "96");
    await page.getByRole("link", { name: "Run it again without the cache" }).click();
    await page.waitForURL(/anew=1/);
    assert.ok(await page.getByLabel("Do not reuse an earlier answer").isChecked());
    await page.goto(`/runs/${second}`);
    await page.getByRole("link", { name: "See the run that gave it" }).click();
    await page.waitForURL(`**/runs/${first}`);
  });
}

// Runs that do not end well, and runs that are not one's own.
import assert from "node:assert/strict";
import { balance, shows } from "../support/expect.mjs";
import { signedIn } from "../support/people.mjs";
import { startSlowly } from "../support/runs.mjs";
import { scene } from "../support/scene.mjs";
import { chooseFile } from "../support/steps.mjs";
import { HEADER_ONLY, csv } from "../support/tables.mjs";

const { spec } = scene();
const CONSOLE = "/agents/data-cleaning/run";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  spec(`a run that fails says why, what it means for the money and what next, ${how}`, { javaScriptEnabled }, async ({ page, context, server }) => {
    await signedIn(context, server);
    await page.goto(CONSOLE);
    await chooseFile(page, "Table", csv(HEADER_ONLY, "empty.csv"));
    await page.getByRole("button", { name: "Start for at most 4 credits" }).click();
    await page.waitForURL("**/runs/*");
    const alert = page.getByRole("alert");
    await shows(alert.filter({ hasText: "The run failed" }));
    await shows(alert.filter({ hasText: "You paid nothing: all 4 credits came back." }));
    await shows(alert.filter({ hasText: "Check the input and run it again" }));
    assert.equal(await balance(page), "100");
    await page.getByRole("link", { name: "Run again" }).click();
    await page.waitForURL(`**${CONSOLE}?from=*`);
  });

  spec(`a run is stopped and costs nothing, ${how}`, { javaScriptEnabled }, async ({ page, context, server }) => {
    await signedIn(context, server);
    const run = await startSlowly({ context, server }, { steps: 25, wait: 1000, isSignedIn: true });
    await page.goto(`/runs/${run}`);
    await page.getByRole("button", { name: "Stop the run" }).click();
    await shows(page.getByText("The run was stopped"));
    await shows(page.getByText("You paid nothing: all 2.50 credits came back."));
    assert.equal(await balance(page), "100");
  });
}

spec("a run whose events are refused for a while is followed again", async ({ page, context, server, watched }) => {
  watched.expectStatus(503);
  await signedIn(context, server);
  const run = await startSlowly({ context, server }, { steps: 12, wait: 1000, isSignedIn: true });
  let refused = 0;
  await page.route("**/events*", (route) => (refused++ === 0 ? route.fulfill({ status: 503 }) : route.continue()));
  await page.goto(`/runs/${run}`);
  await shows(page.getByText("The connection was lost. Trying again"));
  await shows(page.getByText("Echo 6"));
  assert.equal(await page.getByText("The connection was lost. Trying again").count(), 0);
  assert.ok(refused >= 2, "the stream was asked for again");
});

spec("what is not there and what is not yours look the same", async ({ page, context, server, another, watched }) => {
  watched.expectStatus(404);
  const other = await another();
  const foreign = await startSlowly(other, { steps: 1, wait: 0 });
  await signedIn(context, server);
  const seen = [];
  for (const path of ["/nowhere", "/agents/nobody", "/agents/nobody/run", `/runs/${foreign}`, "/runs/run_00000000000000000000000000"]) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), 404, path);
    await shows(page.getByRole("heading", { level: 1, name: "There is nothing here" }));
    assert.equal(await page.getByRole("main").getByRole("link").count(), 2);
    seen.push(await page.getByRole("main").innerText());
  }
  assert.equal(new Set(seen.slice(-2)).size, 1, "a foreign run and no run look the same");
});

// What is pressed wrongly on the way to a run.
import assert from "node:assert/strict";
import { balance, eventually, hasValue, hydrated, shows } from "../support/expect.mjs";
import { signedIn } from "../support/people.mjs";
import { start } from "../support/runs.mjs";
import { scene } from "../support/scene.mjs";
import { chooseFile, openOptions } from "../support/steps.mjs";
import { MESSY, csv } from "../support/tables.mjs";

const { spec } = scene();
const CONSOLE = "/agents/data-cleaning/run";
const START = { name: "Start for at most 4 credits" };

const runCount = async (context) => (await (await context.request.get("/api/v1/runs")).json()).data.length;

spec("somebody who is not signed in or not verified is told what to do first", async ({ page, context, server }) => {
  await page.goto(CONSOLE);
  await shows(page.getByText("Sign in to run it"));
  assert.ok(await page.getByRole("button", START).isDisabled());
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL(`**/sign-in?next=${CONSOLE}`);

  await signedIn(context, server, { isVerified: false });
  await page.goto(CONSOLE);
  await shows(page.getByText("Verify your e-mail address first"));
  await shows(page.getByText("The 100 welcome credits of a first account come when its address is verified."));
  assert.equal(await page.getByText("Left after, at least").count(), 0, "what is not there yet is not below nothing");
  assert.ok(await page.getByRole("button", START).isDisabled());
  // Pressed all the same, by hand, it is refused by the server.
  assert.equal(await start(context, server, "slow-echo", "2.5", { text: "Hello" }), "verify");
  assert.equal(await runCount(context), 0);
  await page.getByRole("button", { name: "Send the letter again" }).click();
  await page.waitForURL("**/verify?sent=1");
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  spec(`a form without its file is not started and says which field, ${how}`, { javaScriptEnabled }, async ({ page, context, server, watched }) => {
    watched.expectStatus(422);
    await signedIn(context, server);
    await page.goto(CONSOLE);
    await openOptions(page);
    await page.getByLabel("Outlier threshold").fill("5");
    await page.getByLabel("Do not reuse an earlier answer").check();
    if (javaScriptEnabled) await hydrated(page);
    await page.getByRole("button", START).click();
    const field = page.getByLabel("Table");
    await eventually(() => field.getAttribute("aria-invalid"), (is) => assert.equal(is, "true"));
    await shows(page.locator("#in-file-error").filter({ hasText: /\w/ }));
    await hasValue(page.getByLabel("Outlier threshold"), "5");
    assert.ok(await page.getByLabel("Do not reuse an earlier answer").isChecked());
    assert.equal(await runCount(context), 0);
    assert.equal(await balance(page), "100");
  });

  spec(`a file of another type or too large is refused with the field named, ${how}`, { javaScriptEnabled }, async ({ page, context, server, watched }) => {
    watched.expect(/Failed to load resource: the server responded with a status of 4(13|22) /);
    await signedIn(context, server);
    await page.goto("/agents/slow-echo/run");
    await page.getByLabel("Text", { exact: false }).first().fill("Hello");
    if (javaScriptEnabled) await hydrated(page);
    await openOptions(page);
    const error = page.locator("#in-attachment-error");
    for (const [file, why] of [
      [{ name: "table.xlsx", mimeType: "application/zip", buffer: Buffer.from("PK") }, /\.csv/],
      [csv("x".repeat(2000)), /At most/],
    ]) {
      await chooseFile(page, "Attachment", file);
      await page.getByRole("button", { name: "Start for at most 2.50 credits" }).click();
      await shows(error.filter({ hasText: why }));
    }
    await hasValue(page.getByLabel("Text", { exact: false }).first(), "Hello");
    assert.equal(await runCount(context), 0);
    assert.equal(await balance(page), "100");
  });
}

spec("a file larger than anything taken is refused with a page that says so", async ({ page, context, server, watched }) => {
  watched.expect(/Failed to load resource: (the server responded with a status of 4|net::ERR_)/);
  await signedIn(context, server);
  await page.goto(CONSOLE);
  await chooseFile(page, "Table", csv("a,b\n1,2\n".repeat(2_700_000), "large.csv"));
  await page.getByRole("button", START).click();
  await shows(page.getByText(/At most 20 MB|at most 20 MB|too large/i));
  assert.equal(await runCount(context), 0);
});

spec("pressing twice is one run; going back and changing something is another", async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto(CONSOLE);
  await chooseFile(page, "Table", csv(MESSY));
  await hydrated(page);
  await page.getByRole("button", START).dblclick();
  await page.waitForURL("**/runs/*");
  const first = page.url();
  await shows(page.getByRole("region", { name: "Receipt" }));
  assert.equal(await runCount(context), 1);

  await page.goBack();
  await page.waitForURL(`**${CONSOLE}`);
  await chooseFile(page, "Table", csv(MESSY));
  await eventually(() => page.getByRole("button", START).isEnabled(), assert.ok);
  await openOptions(page);
  await page.getByLabel("Outlier threshold").fill("7");
  await page.getByRole("button", START).click();
  await page.waitForURL("**/runs/*");
  assert.notEqual(page.url(), first);
  await shows(page.getByRole("region", { name: "Receipt" }));
  assert.equal(await runCount(context), 2);
  assert.equal(await balance(page), "92");
});

spec("pressing twice is one run without scripts too", { javaScriptEnabled: false }, async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto(CONSOLE);
  await chooseFile(page, "Table", csv(MESSY));
  await page.getByRole("button", START).click({ clickCount: 2, delay: 5 });
  await page.waitForURL("**/runs/*");
  await shows(page.getByRole("region", { name: "Receipt" }));
  assert.equal(await runCount(context), 1);
  assert.equal(await balance(page), "96");
});

spec("a balance that is too low is said before anything is pressed", async ({ page, context, server }) => {
  await signedIn(context, server);
  await page.goto("/agents/dear-echo/run");
  await shows(page.getByText("Your balance is too low"));
  await shows(page.getByText("50 credits are missing"));
  assert.ok(await page.getByRole("button", { name: "Start for at most 150 credits" }).isDisabled());
});

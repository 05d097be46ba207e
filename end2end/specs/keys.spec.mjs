// The life of an API key: made in the browser, copied, used by a program, held to its cap, replaced, revoked.
import assert from "node:assert/strict";
import { eventually, hydrated, shows } from "../support/expect.mjs";
import { signedIn } from "../support/people.mjs";
import { scene } from "../support/scene.mjs";

const { spec } = scene();
const NAME = "Nightly import";
const RUNS = "/api/v1/runs";

async function make(page) {
  await page.goto("/account/keys");
  const form = page.getByRole("region", { name: "Make a key" });
  await form.getByLabel("Name").fill(NAME);
  await form.getByLabel("Read your runs, follow their events, fetch their files").check();
  await form.getByLabel("Start, stop and delete runs; starting spends your credits").check();
  await form.getByLabel("Spend at most (credits)").fill("2.5");
  await form.getByRole("button", { name: "Make the key" }).click();
  await shows(page.getByText("This is the only time that it is shown"));
  return shownKey(page);
}

async function shownKey(page) {
  const key = (await page.locator("#new-key").textContent()).trim();
  assert.match(key, /^gh_live_[0-9A-Za-z]{49}$/);
  return key;
}

// As a program asks: no cookie, no page.
const bearer = (key) => ({ authorization: `Bearer ${key}` });
const header = (key) => ({ "x-api-key": key });
const ask = (origin, headers, path) => fetch(`${origin}${path}`, { headers });

async function start(origin, key, text) {
  return fetch(`${origin}/api/v1/agents/slow-echo/runs`, {
    method: "POST",
    headers: { ...bearer(key), "content-type": "application/json", "idempotency-key": `key-spec-${text}` },
    body: JSON.stringify({ input: { text }, max_price_microcredits: 2_500_000 }),
  });
}

async function refused(answer, status, code) {
  assert.equal(answer.status, status);
  assert.match(answer.headers.get("content-type"), /application\/problem\+json/);
  const problem = await answer.json();
  assert.equal(problem.code, code, JSON.stringify(problem));
  return problem;
}

const lineOf = (page) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: NAME }) });

async function doTwice(page, what, button) {
  await page.goto("/account/keys");
  await lineOf(page).getByText(what, { exact: true }).click();
  await lineOf(page).getByRole("button", { name: button }).click();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  spec(`a key lives and ends, ${how}`, { javaScriptEnabled }, async ({ page, context, server, origin }) => {
    await signedIn(context, server);
    let key = await make(page);
    if (javaScriptEnabled) {
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
      await page.getByRole("button", { name: "Copy the key" }).click();
      await hydrated(page);
      await shows(page.getByText("Copied"));
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
    } else {
      assert.equal(await page.getByRole("button", { name: "Copy the key" }).isVisible(), false);
    }

    // Either way of sending it is the same key, and it opens what was ticked and no more.
    for (const headers of [bearer(key), header(key)]) assert.equal((await ask(origin, headers, RUNS)).status, 200);
    const missing = await refused(await ask(origin, header(key), "/api/v1/credits/balance"), 403, "missing_scope");
    assert.equal(missing.scope, "credits:read");

    // One run fits under the cap; the second is refused and starts nothing.
    assert.equal((await start(origin, key, "one")).status, 201);
    await refused(await start(origin, key, "two"), 402, "key_cap_reached");
    assert.equal((await (await ask(origin, header(key), RUNS)).json()).data.length, 1);

    await page.goto("/account/keys");
    assert.equal(await page.locator("#new-key").count(), 0, "it is shown once");
    assert.ok(!(await page.content()).includes(key));
    await shows(lineOf(page).getByText("2.50 of 2.50 credits this month"));

    await doTwice(page, "Regenerate", "Regenerate the key");
    const old = key;
    key = await shownKey(page);
    assert.notEqual(key, old);
    await refused(await ask(origin, bearer(old), RUNS), 401, "unauthenticated");
    assert.equal((await ask(origin, bearer(key), RUNS)).status, 200);
    // Another text is not another purse.
    await refused(await start(origin, key, "three"), 402, "key_cap_reached");

    await doTwice(page, "Revoke", "Revoke the key");
    await shows(page.getByText("No keys yet"));
    for (const headers of [bearer(key), header(key)]) await refused(await ask(origin, headers, RUNS), 401, "unauthenticated");
    // The owner itself goes on.
    await page.goto("/runs");
    await shows(page.getByRole("row").filter({ hasText: "Slow echo" }));

    await eventually(
      async () => {
        await page.goto("/account/usage");
        return page.getByRole("region", { name: "By key" }).getByRole("row", { name: NAME }).count();
      },
      (count) => assert.equal(count, 1, "what it was used for is told after its end"),
    );
    for (const reason of ["402 key_cap_reached", "403 missing_scope"]) await shows(page.getByText(reason));
  });
}

spec("a key that does not fit is told field by field, and what was typed stays", async ({ page, context, server, watched }) => {
  watched.expectStatus(422);
  await signedIn(context, server);
  await page.goto("/account/keys");
  await page.getByLabel("Name").fill("Import");
  const writes = page.getByLabel("Start, stop and delete runs; starting spends your credits");
  await writes.check();
  await page.getByLabel("Expires").selectOption({ label: "in a year" });
  const cap = page.getByLabel("Spend at most (credits)");
  await cap.fill("much");
  await page.getByRole("button", { name: "Make the key" }).click();
  await shows(page.getByText("A number of credits is needed"));
  assert.equal(await cap.getAttribute("aria-invalid"), "true");
  assert.equal(await cap.inputValue(), "much");
  assert.equal(await page.getByLabel("Name").inputValue(), "Import");
  assert.equal(await page.getByLabel("Expires").inputValue(), "365");
  assert.ok(await writes.isChecked());
  assert.equal(await page.locator("#new-key").count(), 0);
  await shows(page.getByText("No keys yet"));
});

// A visitor tries an agent without an account, signs up, and finds the run again; with scripts and without.
import assert from "node:assert/strict";
import { checkAccess } from "../support/axe.mjs";
import { DESKTOP, PHONE } from "../support/browser.mjs";
import { eventually, shows } from "../support/expect.mjs";
import { checkLayout, lookAs } from "../support/layout.mjs";
import { signIn, signUp, somebody, verify } from "../support/people.mjs";
import { trialAgents } from "../support/places.mjs";
import { scene } from "../support/scene.mjs";

const { spec } = scene({ agentsFolder: trialAgents });
const CONSOLE = "/agents/try-echo/run";

async function tryFromHome(page) {
  await page.goto("/");
  await page.getByRole("link", { name: "Try it now, no account" }).first().click();
  await page.waitForURL(`**${CONSOLE}*`);
  await shows(page.getByText("3 trial runs left"));
  await shows(page.getByText("Trial run, instead of 3 credits"));
  // The home page leads to the first sample of the first agent that can be tried.
  await page.goto(`${CONSOLE}?sample=0`);
  await page.getByRole("button", { name: "Start for free" }).click();
  await page.waitForURL("**/runs/*");
  const address = new URL(page.url()).pathname;
  await shows(page.getByRole("region", { name: "Receipt" }));
  await shows(page.getByRole("region", { name: "The agent says" }));
  await shows(page.getByText("2 trial runs left"));
  await shows(page.getByRole("heading", { name: "Keep this run" }));
  assert.equal(await page.getByRole("link", { name: "See it in your statement" }).count(), 0);
  return address;
}

async function keep(page, server, address, another) {
  const ada = somebody();
  await page.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await page.waitForURL("**/sign-up");
  await signUp(page, ada);
  await verify(page, server, ada).catch(async (error) => {
    // Nobody is signed in on this device yet: confirming leads to signing in.
    if (!page.url().includes("/sign-in")) throw error;
  });
  await signIn(page, ada);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
  assert.equal(await page.getByRole("row").filter({ hasText: "Echo to try" }).count(), 1);
  await page.goto(address);
  await shows(page.getByRole("link", { name: "See it in your statement" }));
  assert.equal(await page.getByText("trial runs left").count(), 0);
  const stranger = await another();
  await stranger.page.goto(address);
  await stranger.page.waitForURL(/\/sign-in\?next=/);
}

spec("a visitor tries an agent and keeps the run by signing up", async ({ page, server, another }) => {
  const address = await tryFromHome(page);
  await keep(page, server, address, another);
});

spec("the same without scripts", { javaScriptEnabled: false }, async ({ page, server, watched, another }) => {
  const address = await tryFromHome(page);
  assert.deepEqual(watched.paths(".wasm"), []);
  await keep(page, server, address, another);
});

spec("what a trial made is the account's, files and all", async ({ page, context, server }) => {
  await page.goto("/agents/sentiment-analysis");
  await page.getByRole("link", { name: "Try it now, no account" }).filter({ visible: true }).first().click();
  await page.waitForURL("**/agents/sentiment-analysis/run");
  await page.getByText("Try with a sample", { exact: true }).click();
  await page.getByRole("link", { name: "Hotel reviews in a table" }).click();
  await page.waitForURL("**/run?sample=1");
  await shows(page.getByText(/hotel-reviews\.csv · /));
  await page.getByRole("button", { name: "Start for free" }).click();
  await page.waitForURL("**/runs/*");
  const address = new URL(page.url()).pathname;
  await shows(page.getByRole("region", { name: "Receipt" }));
  const file = `${address}/artifacts/sentiment.csv`;
  const before = await (await context.request.get(file)).text();
  assert.match(before, /sentiment_label/);

  const ada = somebody();
  await signUp(page, ada);
  await signIn(page, ada);
  await page.goto("/runs");
  await page.getByRole("link", { name: "Sentiment analysis" }).click();
  await page.waitForURL(`**${address}`);
  await shows(page.getByText("hotel-reviews.csv").first());
  assert.equal(await (await context.request.get(file)).text(), before);
  // The device itself has nothing any more.
  await context.clearCookies({ name: /session$/ });
  assert.equal((await context.request.get(file, { maxRedirects: 0 })).status() === 200, false);
});

spec("three runs, and then the way to go on", async ({ page, context, watched }) => {
  for (const left of ["2 trial runs left", "1 trial run left", "No trial run is left"]) {
    await page.goto(CONSOLE);
    await page.getByLabel("Text").fill("say");
    await page.getByRole("button", { name: "Start for free" }).click();
    await page.waitForURL("**/runs/*");
    await shows(page.getByRole("region", { name: "Receipt" }));
    await shows(page.getByText(left));
  }
  await page.goto(CONSOLE);
  await shows(page.getByText("No trial run is left"));
  assert.ok(await page.getByRole("button", { name: /^Start/ }).isDisabled());
  await checkAccess(page, "console-used-up");
  await page.goto("/agents/try-echo");
  assert.equal(await page.getByRole("link", { name: "Try it now, no account" }).count(), 0);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await shows(page.getByText("What was run on this device without an account"));
  assert.equal(await page.getByRole("row").filter({ hasText: "Echo to try" }).count(), 3);
  await checkAccess(page, "runs-visitor");
  // The bar has one way more than for somebody who ran nothing.
  await lookAs(page, { viewport: PHONE });
  await checkLayout(page, "runs-visitor on a phone");
  await lookAs(page, { viewport: DESKTOP });
  // A form that was open since before says so as well.
  const answer = await context.request.post(CONSOLE, {
    headers: { origin: new URL(page.url()).origin, accept: "text/html" },
    multipart: { nonce: "nonce-of-a-test", max_price_microcredits: "0", text: "more" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 429);
  await eventually(() => answer.text(), (text) => assert.match(text, /The trial runs of this device are used up/));
  assert.deepEqual(watched.faults, []);
});

// Every page there is, and what a person has to be to see it. `make` brings about what it shows and answers its address;
// `prepare` unfolds what is to be looked at; `ready` waits for what the browser's code brings.

import { shows } from "./expect.mjs";
import { start } from "./runs.mjs";
import { makeKey, openFilters, openOptions } from "./steps.mjs";
import { HEADER_ONLY, MESSY } from "./tables.mjs";

const hasSampleFile = (page) => shows(page.getByText("customers.csv · 1.4 kB"));
const file = (text) => ({ name: "messy.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

// `wasm`: never, at the first touch, or at once.
export const ANONYMOUS = [
  { name: "home", path: "/", wasm: "never" },
  { name: "market", path: "/agents", wasm: "never" },
  { name: "market-filtered", path: "/agents?q=csv&category=operations&max_price=5", wasm: "never" },
  { name: "market-suite", path: "/agents?suite=operations", wasm: "never" },
  { name: "market-empty", path: "/agents?q=xylophone", wasm: "never" },
  { name: "listing", path: "/agents/data-cleaning", wasm: "touch" },
  { name: "console-anonymous", path: "/agents/data-cleaning/run", wasm: "touch" },
  { name: "sign-up", path: "/sign-up", wasm: "touch" },
  { name: "sign-in", path: "/sign-in", wasm: "never" },
  { name: "sign-in-first", path: "/sign-in?next=/runs", wasm: "never" },
  { name: "verify-sent", path: "/verify", wasm: "never" },
  { name: "verify-button", path: "/verify?token=abc", wasm: "never" },
  { name: "forgot", path: "/forgot-password", wasm: "never" },
  { name: "forgot-sent", path: "/forgot-password?sent=1", wasm: "never" },
  { name: "reset-over", path: "/reset-password?token=abc", wasm: "never" },
  { name: "sign-in-reset", path: "/sign-in?reset=1", wasm: "never" },
  { name: "sign-in-code", path: "/sign-in/code?next=/runs", wasm: "never" },
  { name: "receipts", path: "/receipts", wasm: "touch" },
  { name: "trial-listing", path: "/agents/sentiment-analysis", wasm: "touch" },
  { name: "trial-console", path: "/agents/sentiment-analysis/run", wasm: "touch" },
  { name: "trial-console-sample", path: "/agents/sentiment-analysis/run?sample=0", wasm: "touch" },
  { name: "missing", path: "/nowhere", status: 404, wasm: "never" },
];

// For everybody too, and larger than all of those together: looked at by itself.
export const LARGE = [
  { name: "reference", path: "/docs/api", wasm: "never" },
  { name: "design", path: "/design", wasm: "touch" },
];

export const NEW = [
  { name: "unverified-console", path: "/agents/data-cleaning/run", wasm: "touch" },
  { name: "unverified-verify", path: "/verify?sent=1", wasm: "never" },
  { name: "runs-empty", path: "/runs", wasm: "never" },
  { name: "analytics-empty", path: "/analytics", wasm: "never" },
  { name: "credits-empty", path: "/credits", wasm: "never" },
];

export const SIGNED_IN = [
  { name: "home-signed-in", path: "/", wasm: "never" },
  { name: "console", path: "/agents/data-cleaning/run", wasm: "touch" },
  { name: "console-sample", path: "/agents/data-cleaning/run?sample=0", wasm: "at once", ready: hasSampleFile },
  { name: "console-every-kind", path: "/agents/slow-echo/run", wasm: "touch", prepare: openOptions },
  { name: "console-short", path: "/agents/dear-echo/run", wasm: "touch" },
  { name: "verified", path: "/verify", wasm: "never" },
  { name: "run-done", make: (world) => `/runs/${world.done}`, wasm: "touch" },
  { name: "run-failed", make: (world) => `/runs/${world.failed}`, wasm: "touch" },
  { name: "run-stopped", make: (world) => `/runs/${world.stopped}`, wasm: "touch" },
  { name: "run-live", make: (world) => world.live(), wasm: "at once" },
  { name: "run-receipt", make: (world) => `/runs/${world.done}/receipt`, wasm: "touch" },
  { name: "run-delete", make: (world) => `/runs/${world.done}/delete`, wasm: "never" },
  { name: "runs", path: "/runs", wasm: "never" },
  { name: "runs-filters", path: "/runs", wasm: "never", prepare: openFilters },
  { name: "runs-narrowed", path: "/runs?status=failed&agent=data-cleaning", wasm: "never" },
  { name: "runs-none", path: "/runs?text=xylophone", wasm: "never" },
  { name: "analytics", path: "/analytics", wasm: "never" },
  { name: "credits", path: "/credits", wasm: "never" },
];

// In this order: what is made for a page stays for those after it.
export const SETTINGS = [
  { name: "account", path: "/account", wasm: "never" },
  { name: "security", path: "/account/security", wasm: "touch" },
  { name: "preferences", path: "/account/preferences", wasm: "never" },
  { name: "account-saved", path: "/account?saved=profile", wasm: "never" },
  { name: "keys-empty", path: "/account/keys", wasm: "never" },
  { name: "usage-empty", path: "/account/usage", wasm: "never" },
  { name: "keys", make: (world) => world.key(), wasm: "never" },
  { name: "key-made", path: "/account/keys", wasm: "never", prepare: makeKey },
  { name: "usage", make: (world) => world.calls(), wasm: "never" },
  { name: "reset", make: (world) => world.reset(), wasm: "touch" },
  { name: "second-factor", path: "/account/security/second-factor", wasm: "never" },
  { name: "second-factor-begun", make: (world) => world.begun(), wasm: "touch" },
  { name: "second-factor-on", make: (world) => world.on(), wasm: "never" },
];

// Runs of every outcome, of somebody who is signed in already.
export async function makeRuns({ context, server }) {
  const settled = async (id) => {
    for (;;) {
      const run = await (await context.request.get(`/api/v1/runs/${id}`)).json();
      if (["succeeded", "failed", "cancelled", "timed_out"].includes(run.status)) return id;
    }
  };
  const clean = (text) => start(context, server, "data-cleaning", "4", { file: file(text), guard_formulas: "on" });
  const slow = (steps) => start(context, server, "slow-echo", "2.5", { text: "Hello", steps: String(steps), wait_ms: "1000" });
  const done = await settled(await clean(MESSY));
  const failed = await settled(await clean(HEADER_ONLY));
  const stopped = await slow(20);
  await context.request.post(`/runs/${stopped}/cancel`, { headers: { origin: server.origin }, maxRedirects: 0 });
  await settled(stopped);
  return { done, failed, stopped, live: async () => `/runs/${await slow(20)}` };
}

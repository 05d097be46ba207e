// Runs that are started without the page that starts them.
import { signedIn } from "./people.mjs";

// Starts a run of the test agent that waits in each step, for somebody new unless told whom; answers its id.
export async function startSlowly({ context, server }, { steps, wait, text = "Hello", isSignedIn = false }) {
  if (!isSignedIn) await signedIn(context, server);
  return start(context, server, "slow-echo", "2.5", { text, steps: String(steps), wait_ms: String(wait) });
}

let nonces = 0;

// Posts the form of an agent's page; `fields` may hold a file.
export async function start(context, server, slug, fee, fields) {
  nonces += 1;
  const answer = await context.request.post(`/agents/${slug}/run`, {
    headers: { origin: server.origin },
    multipart: { nonce: `nonce-of-a-test-${nonces}`, max_price_microcredits: String(Number(fee) * 1_000_000), ...fields },
    maxRedirects: 0,
  });
  const place = answer.headers().location;
  if (answer.status() !== 303 || !place) throw new Error(`/agents/${slug}/run answered ${answer.status()}: ${(await answer.text()).slice(-600)}`);
  return place.split("/").pop();
}

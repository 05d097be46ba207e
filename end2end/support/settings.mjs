// What a person sets up under /account: a key, calls by it, a second factor, another password.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { eventually } from "./expect.mjs";
import { letters, linkIn } from "./mail.mjs";
import { postForm } from "./people.mjs";

const STEP_SECONDS = 30;
const BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// RFC 6238 with what every app assumes: SHA-1, six digits, steps of 30 seconds.
function codeNow(secret) {
  const bits = [...secret].map((letter) => BASE_32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_SECONDS)));
  const hash = createHmac("sha1", key).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

// Of somebody who is signed in already; each brings its page about when it is looked at, in the order of the pages.
export function makeSettings({ context, server }, person) {
  const post = (path, form, status) => postForm(context, server, path, form, status);
  const SECOND = "/account/security/second-factor";
  const begun = async () => {
    await post(SECOND, { password: person.password });
    return SECOND;
  };
  let made = null;
  const key = async () => {
    const asked = { name: "Nightly import", scopes: "runs:read", expires_days: "90", cap: "50", cap_period: "month" };
    [made] = /gh_live_\w+(?=<)/.exec(await post("/account/keys", asked, 200));
    return "/account/keys";
  };
  return {
    key,
    async calls() {
      // Pages can be chosen: the one of the keys may not have been looked at.
      if (!made) await key();
      const headers = { "x-api-key": made };
      for (const path of ["/api/v1/runs", "/api/v1/runs/none"]) await fetch(`${server.origin}${path}`, { headers });
      // They are counted every few seconds; the one that fails comes last.
      const usage = async () => (await context.request.get("/account/usage")).text();
      await eventually(usage, (text) => assert.ok(text.includes('id="errors"')));
      return "/account/usage";
    },
    async reset() {
      await post("/forgot-password", { email: person.email });
      const all = await letters(server.data, person.email, 2);
      const letter = all.find(({ subject }) => subject === "Choose a new password");
      return linkIn(letter, "reset-password").slice(server.origin.length);
    },
    begun,
    async on() {
      await begun();
      const page = await (await context.request.get(SECOND)).text();
      const [, secret] = /otpauth:\/\/totp\/[^"]*?secret=([A-Z2-7]+)/.exec(page);
      await post(`${SECOND}/confirm`, { code: codeNow(secret) });
      return SECOND;
    },
  };
}

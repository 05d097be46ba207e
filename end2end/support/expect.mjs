// Expectations of a page that may take a moment to come true.
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { PATIENCE_MS } from "./browser.mjs";

// Asks until the answer fits; fails with the last difference.
export async function eventually(ask, check, message) {
  for (const end = Date.now() + PATIENCE_MS; ; await wait(30)) {
    const answer = await ask();
    try {
      check(answer);
      return answer;
    } catch (error) {
      if (Date.now() > end) throw message ? new Error(`${message}: ${error.message}`, { cause: error }) : error;
    }
  }
}

export const shows = (locator) => locator.first().waitFor({ state: "visible" });

export async function hasValue(locator, value) {
  await eventually(() => locator.inputValue(), (is) => assert.equal(is, value));
}

// Every island of the page has come to life.
export async function hydrated(page) {
  const all = page.locator("leptos-island");
  const dead = page.locator("leptos-island:not([data-ready])");
  const names = (islands) => islands.evaluateAll((found) => found.map((island) => island.dataset.component));
  await eventually(
    async () => [await all.count(), await names(dead)],
    ([count, waiting]) => assert.ok(count > 0 && waiting.length === 0, `of ${count} islands these are not alive: ${waiting}`),
  );
}

export async function balance(page) {
  return (await page.getByRole("link", { name: "Available credits" }).innerText()).replaceAll(/[^\d.]/g, "");
}

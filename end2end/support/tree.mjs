// What a screen reader is given of a page, kept as text beside the specs.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { snapshots } from "./places.mjs";

const isUpdate = process.env.UPDATE_SNAPSHOTS === "1";

// Without what differs from run to run: ids, keys, hashes, addresses, times, lengths of time and counts of runs.
function normalised(tree) {
  return tree
    .replaceAll(/\b(run|mai|usr|ver|agt|rky|key)_[0-9a-z]{26}\b/g, "$1_…")
    .replaceAll(/\bgh_live_\w+/g, "<key>")
    .replaceAll(/\b[0-9a-f]{64}\b/g, "<hash>")
    .replaceAll(/\bhttp:\/\/127\.0\.0\.1:\d+/g, "<origin>")
    .replaceAll(new Date().toISOString().slice(0, 10), "<today>")
    .replaceAll(/\b\d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2} UTC\b/g, "<time>")
    .replaceAll(/\b(just now|\d+ (second|minute|hour|day)s? ago)\b/g, "<ago>")
    // How often an agent was run is counted now and then, not at once.
    .replaceAll(/(?<![\d,])\b(No runs yet|\d+ runs?( · [\d.]+ ?% succeeded)?)/g, "<runs>")
    .replaceAll(/(?:< )?\b\d+(\.\d+)? (ms|s|min)\b(?! \w+ later)/g, "<length>")
    .replaceAll(/\b[a-z]+\d+@example\.org\b/g, "<address>")
    .replaceAll(/\bada\d+\b/g, "<user name>");
}

export async function checkTree(page, name) {
  const tree = `${normalised(await page.locator("body").ariaSnapshot())}\n`;
  const path = join(snapshots, `${name}.txt`);
  if (isUpdate) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, tree);
    return;
  }
  const kept = await readFile(path, "utf8").catch(() => assert.fail(`${path} is missing; UPDATE_SNAPSHOTS=1 writes it`));
  assert.equal(tree, kept, `${name} reads differently; look at it, then UPDATE_SNAPSHOTS=1 writes it anew`);
}

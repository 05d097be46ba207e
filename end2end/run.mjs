// The end-to-end tests: every file of specs/ in its own process, two at a time, against the binary in GUILDHALL_BINARY.
//
//   node end2end/run.mjs [words of a file's name …]
//
// UPDATE_SNAPSHOTS=1 writes the accessibility trees under snapshots/ anew instead of comparing them.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "node:test";
import { spec as readable } from "node:test/reporters";
import { binary, browser, end2end, results } from "./support/places.mjs";

const AT_ONCE = 2;
const LONGEST_FILE_MS = 360_000;

const words = process.argv.slice(2);
const names = (await readdir(join(end2end, "specs"))).filter((name) => name.endsWith(".spec.mjs")).sort();
const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
// Fails before anything starts where one of them is missing.
console.log(`server:  ${binary()}\nbrowser: ${browser()}`);
await rm(results, { recursive: true, force: true });

const started = Date.now();
const count = { passed: 0, failed: 0, skipped: 0 };
const stream = run({ files: chosen.map((name) => join(end2end, "specs", name)), concurrency: AT_ONCE, timeout: LONGEST_FILE_MS });
const isSpec = (data) => data.details?.type !== "suite" && !chosen.some((name) => data.name.endsWith(name));
// What fails outside a spec, such as a server that does not close, has a file's name and counts too.
stream.on("test:fail", () => (count.failed += 1));
stream.on("test:pass", (data) => {
  if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
  else if (isSpec(data)) count.passed += 1;
});
stream.compose(new readable()).pipe(process.stdout);
stream.once("end", () => {
  const seconds = Math.round((Date.now() - started) / 1000);
  // A skipped spec proves nothing, and no spec at all proves less.
  const isGood = count.failed === 0 && count.skipped === 0 && count.passed > 0;
  process.exitCode = isGood ? 0 : 1;
  process.once("beforeExit", () => {
    console.log(`end-to-end: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${seconds} s`);
  });
});

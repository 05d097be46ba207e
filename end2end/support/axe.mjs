// Findings of axe-core by the rules of WCAG 2.2 AA.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export async function findings(page) {
  // By the protocol, not as a script of the page: its content policy stays as it is.
  await page.evaluate(source);
  return page.evaluate(async (values) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    const one = ({ target, failureSummary }) => `  ${target.join(" ")}: ${failureSummary.replaceAll("\n", " ")}`;
    return violations.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(one)].join("\n"));
  }, TAGS);
}

export async function checkAccess(page, name) {
  const found = await findings(page);
  assert.equal(found.length, 0, `${name}:\n${found.join("\n")}`);
}

// The main way, step by step; with scripts and without, it is the same one.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { balance, eventually, shows } from "./expect.mjs";
import { chooseResult } from "./files.mjs";

export const AGENT = "/agents/data-cleaning";
// The titles of the steps that a run's page shows.
export async function stepTitles(page) {
  return page.getByRole("log", { name: "Steps" }).locator("summary > span.step-title").allInnerTexts();
}

export async function findInMarketplace(page) {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" }).click();
  const found = page.getByRole("article");
  await eventually(() => found.count(), (count) => assert.equal(count, 6));

  const search = page.getByRole("search", { name: "Search and filter" });
  await search.getByRole("searchbox", { name: "Search" }).fill("messy csv");
  await search.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/[?&]q=messy(\+|%20)csv/);
  assert.equal(await found.count(), 1);
  await shows(page.getByRole("heading", { name: "1 agent" }));

  // The address is the whole state: the field shows what it says.
  await page.goto("/agents?category=analysis&max_price=4");
  assert.equal(await page.getByRole("combobox", { name: "Category" }).inputValue(), "analysis");
  assert.deepEqual(await found.getByRole("heading").allInnerTexts(), ["Slow echo"]);
  await page.getByRole("combobox", { name: "Category" }).selectOption({ label: "Operations" });
  await page.getByRole("button", { name: "Apply filters" }).click();
  await page.waitForURL(/category=operations/);
  assert.deepEqual(await found.getByRole("heading").allInnerTexts(), ["Data cleaning"]);

  await page.goto("/agents?q=xylophone");
  await shows(page.getByText("No agent fits all of that"));
  await page.getByRole("link", { name: "Clear all" }).first().click();
  await page.waitForURL("**/agents");
}

export async function readListing(page) {
  await page.getByRole("link", { name: "Data cleaning", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Data cleaning" }).waitFor();
  await shows(page.getByText("Nothing. It has no access to the network and uses no models"));
  await shows(page.getByText("4 credits"));
  await page.getByRole("link", { name: "Run this agent" }).filter({ visible: true }).first().click();
  await page.waitForURL(`**${AGENT}/run`);
}

export async function readQuote(page) {
  const line = (name) => page.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd");
  const quote = {};
  for (const name of ["Agent fee", "You pay at most", "Available now", "Left after, at least"]) {
    quote[name] = (await line(name).first().innerText()).split("\n")[0];
  }
  return quote;
}

export async function fetchFile(page, name) {
  await chooseResult(page, name);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: `Download ${name}` }).click(),
  ]);
  assert.equal(download.suggestedFilename(), name);
  return readFile(await download.path(), "utf8");
}

export async function checkResult(page) {
  await shows(page.getByRole("region", { name: "The agent says" }));
  const cleaned = await fetchFile(page, "cleaned.csv");
  assert.equal(
    cleaned.replaceAll("\r\n", "\n").replace(/^\uFEFF/, ""),
    [
      "Customer ID,Name,Signed up,Total spent,Active",
      "1,Ann Example,2024-04-13,1204.50,true",
      "2,Bo Sample,2024-04-03,389.00,false",
      "3,Cy Muster,2024-05-01,,true",
      "4,Di Person,2024-02-28,832.10,false",
      "5,Ed Nobody,2024-05-30,610.00,true",
      "",
    ].join("\n"),
  );
  const log = await fetchFile(page, "changes.csv");
  for (const change of ["13/04/2024,2024-04-13", "N/A,", "duplicate_row"]) assert.ok(log.includes(change), `${change} in\n${log}`);
}

export async function checkMoney(page) {
  const receipt = page.getByRole("region", { name: "Receipt" });
  const amounts = await receipt.getByRole("definition").allInnerTexts();
  assert.deepEqual(amounts.slice(0, 3), ["4 credits", "0 credits", "4 credits"]);
  assert.equal(await balance(page), "96");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
  const rows = page.getByRole("row").filter({ hasText: "Data cleaning" });
  assert.equal(await rows.count(), 1);
  assert.match(await rows.innerText(), /Succeeded[\s\S]*4/);

  await page.goto("/credits");
  const lines = page.getByRole("row");
  assert.equal(await lines.count(), 3);
  assert.match(await lines.nth(1).innerText(), /Data cleaning[\s\S]*−4/);
  assert.match(await lines.nth(2).innerText(), /Grant[\s\S]*\+100/);
  assert.equal(await page.getByRole("definition").first().innerText(), "96");
}

// Chooses a file as a person does: by pressing the field.
export async function chooseFile(page, label, file) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByLabel(label).click()]);
  await chooser.setFiles(file);
}

// Fields that need no change are folded away until one of them is changed or wrong.
export async function openOptions(page) {
  const fold = page.locator("#run-form details.fold");
  if ((await fold.count()) > 0 && !(await fold.evaluate((details) => details.open))) await fold.locator("summary").click();
}

// The filters of the history are folded away until one is set.
export async function openFilters(page) {
  const fold = page.getByRole("search").locator("details");
  if (!(await fold.evaluate((details) => details.open))) await fold.locator("summary").click();
}

// By the page's own form, as its text is shown this once.
export async function makeKey(page) {
  const form = page.getByRole("region", { name: "Make a key" });
  await form.getByLabel("Name").fill("Weekly report");
  await form.getByRole("checkbox").first().check();
  await form.getByRole("button", { name: "Make the key" }).click();
  await shows(page.getByText("This is the only time that it is shown"));
}

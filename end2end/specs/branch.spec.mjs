// Branching from a step of a run: what was finished is taken over, and what depends on a change is worked anew.
import assert from "node:assert/strict";
import { checkAccess } from "../support/axe.mjs";
import { eventually, shows } from "../support/expect.mjs";
import { signedIn } from "../support/people.mjs";
import { start } from "../support/runs.mjs";
import { openOptions } from "../support/steps.mjs";
import { scene } from "../support/scene.mjs";
import { MESSY, csv } from "../support/tables.mjs";

const { spec } = scene({});
const plain = { javaScriptEnabled: false };

async function settled(context, id) {
  await eventually(
    async () => (await context.request.get(`/api/v1/runs/${id}`)).json(),
    ({ charged_microcredits: charged }) => assert.notEqual(charged, null),
  );
}

// A run that is over, on its page.
async function cleaned({ page, context, server }) {
  await signedIn(context, server);
  const id = await start(context, server, "data-cleaning", "4", { file: csv(MESSY) });
  await settled(context, id);
  await page.goto(`/runs/${id}`);
  return id;
}

async function branchFrom(page, title) {
  const step = page.locator(".step-line").filter({ hasText: title });
  await step.locator("summary").click();
  await step.getByRole("link", { name: "Branch from here" }).click();
  await shows(page.getByRole("heading", { name: `Branch from “${title}”` }));
}

const marks = (page) =>
  page.locator(".step-line").evaluateAll((lines) => lines.map((line) => line.querySelector(".chip")?.textContent ?? ""));

async function branches(visit, { hasScripts }) {
  const { page, context } = visit;
  const origin = await cleaned(visit);
  await branchFrom(page, "Find outliers");
  await shows(page.getByText("of that run is used, unless you choose another file"));
  await shows(page.getByText("costs what every run of this agent costs"));
  const steps = page.getByRole("region", { name: "Branch from" }).getByRole("listitem");
  assert.deepEqual(await steps.allTextContents(), [
    "Recognise the file",
    "Recognise the types of columns",
    "Find duplicate rows",
    "Find outliers",
  ]);
  if (hasScripts) await checkAccess(page, "the form of a run that branches");
  // Of a late step: what comes before it stays as it is.
  await openOptions(page);
  await page.getByLabel("Outlier threshold").fill("50");
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.waitForURL(/\/runs\/run_/);
  const id = new URL(page.url()).pathname.split("/").pop();
  await settled(context, id);
  await page.goto(`/runs/${id}`);
  assert.deepEqual(await marks(page), ["taken over", "taken over", "taken over", "worked anew", "", "", ""]);
  await shows(page.getByText("3 steps were taken over from it; 1 step was worked anew, with other input than then."));
  await shows(page.getByText("customers.csv").or(page.getByText("messy.csv")).first());
  // What looks for barriers is a script itself.
  if (hasScripts) await checkAccess(page, "a run that branched");
  await page.getByRole("link", { name: "See the run it branches from" }).click();
  await page.waitForURL(new RegExp(`/runs/${origin}#`));
  await shows(page.getByText("Branched into"));
}

spec("a step leads to a run that takes over what was finished", (visit) => branches(visit, { hasScripts: true }));

spec("a step leads to a run that takes over what was finished, without scripts", plain, (visit) =>
  branches(visit, { hasScripts: false }),
);

spec("a run that cannot be branched from says so", plain, async (visit) => {
  const { page } = visit;
  const id = await cleaned(visit);
  await page.goto(`/agents/data-cleaning/run?branch=${id}&step=nothing`);
  await shows(page.getByText("This run does not branch"));
  await page.goto(`/agents/sales-forecast/run?branch=${id}&step=recognise-file`);
  await shows(page.getByText("worked by another version or another agent"));
});

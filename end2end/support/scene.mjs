// A file of specs: a server and a browser for all of them, a person with a clean browser for each.
//
// After each spec it is asked whether any page misbehaved (watch.mjs); a failure leaves a picture in test-results.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openContext } from "./browser.mjs";
import { results } from "./places.mjs";
import { startServer } from "./server.mjs";
import { watch } from "./watch.mjs";

const LONGEST_MS = 120_000;

export function scene(settings) {
  const stage = { server: null, browser: null, expectedReports: 0 };
  before(async () => {
    [stage.server, stage.browser] = await Promise.all([startServer(settings), launch()]);
  });
  after(async () => {
    const reports = await stage.server?.reports();
    await stage.browser?.close();
    await stage.server?.stop();
    assert.equal(reports, stage.expectedReports, "the server was told of things that the content policy stopped");
  });

  // Opens a browser for one more person of the same spec.
  async function open(options) {
    const context = await openContext(stage.browser, stage.server.origin, options);
    const watched = watch(context, stage.server.origin);
    if (options?.javaScriptEnabled !== false) await watched.listenForViolations();
    const page = await context.newPage();
    return { context, page, watched, server: stage.server, origin: stage.server.origin };
  }

  function spec(title, options, body) {
    if (!body) [options, body] = [{}, options];
    test(title, { timeout: LONGEST_MS }, async (t) => {
      const visits = [];
      const openAnother = async (more) => {
        const visit = await open({ ...options, ...more });
        visits.push(visit);
        return visit;
      };
      const first = await openAnother();
      try {
        await body({ ...first, another: openAnother }, t);
        for (const visit of visits) assert.deepEqual(visit.watched.faults, [], "pages were not quiet");
      } catch (error) {
        await keep(title, visits);
        throw error;
      } finally {
        await Promise.all(visits.map((visit) => visit.context.close()));
      }
    });
  }
  return { spec, stage };
}

async function keep(title, visits) {
  await mkdir(results, { recursive: true });
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 80);
  for (const [place, { page, watched, server }] of visits.entries()) {
    const path = join(results, `${name}-${place}`);
    // What is shown is a help, not the matter: where no picture can be taken the failure itself is told.
    await page.screenshot({ path: `${path}.png`, fullPage: true }).catch(() => {});
    const html = await page.content().catch(() => "");
    await writeFile(`${path}.txt`, [page.url(), ...watched.faults, server.log(), html].join("\n"));
  }
}

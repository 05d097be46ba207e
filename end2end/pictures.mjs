// Pictures of every page, on a desk, a tablet and a phone, light and dark: for the documents, and to look at.
//
//   node end2end/pictures.mjs FOLDER [words of a page's name …]
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DESKTOP, PHONE, TABLET, launch, openContext } from "./support/browser.mjs";
import { hydrated } from "./support/expect.mjs";
import { lookAs } from "./support/layout.mjs";
import { ANONYMOUS, LARGE, NEW, SETTINGS, SIGNED_IN, makeRuns } from "./support/pages.mjs";
import { signedIn, somebody } from "./support/people.mjs";
import { makeSettings } from "./support/settings.mjs";
import { startServer } from "./support/server.mjs";

const [folder, ...words] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node end2end/pictures.mjs FOLDER [words of a page's name …]");
  process.exit(2);
}
const into = resolve(folder);
await mkdir(into, { recursive: true });
const isWanted = ({ name }) => words.length === 0 || words.some((word) => name.includes(word));

const server = await startServer();
const browser = await launch();
try {
  await take([...ANONYMOUS, ...LARGE]);
  await take(NEW, { isVerified: false });
  await take(SIGNED_IN, { isVerified: true }, makeRuns);
  await take(SETTINGS, { isVerified: true }, makeSettings);
} finally {
  await browser.close();
  await server.stop();
}

async function take(pages, account, makeWorld) {
  const wanted = pages.filter(isWanted);
  if (wanted.length === 0) return;
  const context = await openContext(browser, server.origin);
  const person = account && (await signedIn(context, server, { person: somebody("Ada Lovelace"), ...account }));
  const world = await makeWorld?.({ context, server }, person);
  const page = await context.newPage();
  for (const shown of wanted) {
    await page.goto(shown.path ?? (await shown.make(world)));
    await shown.prepare?.(page);
    if (shown.wasm === "at once") await hydrated(page);
    for (const [device, viewport] of [["desktop", DESKTOP], ["tablet", TABLET], ["phone", PHONE]]) {
      await lookAs(page, { viewport });
      for (const colorScheme of ["light", "dark"]) {
        await lookAs(page, { colorScheme });
        await page.screenshot({ path: join(into, `${shown.name}-${device}-${colorScheme}.png`), fullPage: true });
      }
    }
  }
  await context.close();
}

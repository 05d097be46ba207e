// The browser, and how a person looks at it.
import { chromium } from "playwright-core";
import { browser as executable } from "./places.mjs";

const QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

export function launch() {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: executable(), args: [...QUIET, ...(isRoot ? ["--no-sandbox"] : [])] });
}

export const DESKTOP = { width: 1280, height: 800 };
export const TABLET = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

// Expectations wait at most so long: long enough for a busy machine, short enough to see a failure soon.
export const PATIENCE_MS = 15_000;

export async function openContext(browser, origin, options = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: DESKTOP,
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

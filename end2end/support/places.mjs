// Where things are: the repository, the server's binary, the browser.
import { existsSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const end2end = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(end2end);
export const results = join(end2end, "test-results");
export const snapshots = join(end2end, "snapshots");
export const agents = join(end2end, "agents");
// The one that can be tried without an account; by itself, so that no list of the others changes.
export const trialAgents = join(end2end, "trial-agents");
// The one whose runs have thousands of events.
export const longAgents = join(end2end, "long-agents");

// `cargo xtask test` names the binary; by hand, whichever was built last is taken.
export function binary() {
  const named = process.env.GUILDHALL_BINARY;
  if (named) return resolve(named);
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const paths = ["release", "debug"].map((profile) => join(target, profile, "guildhall")).filter(existsSync);
  const [built] = paths.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!built) throw new Error("no server to test: set GUILDHALL_BINARY, or build it with cargo build -p server");
  return built;
}

// The system's Chromium, else Playwright's own.
export function browser() {
  const named = process.env.GUILDHALL_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [named, "/usr/bin/chromium", ...onPath].find((path) => path && existsSync(path));
  const own = chromium.executablePath();
  if (!found && !existsSync(own)) throw new Error("no Chromium: install it, or set GUILDHALL_CHROMIUM to its path");
  return found ?? own;
}

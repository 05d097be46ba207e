// Letters, as the server writes them into its data folder.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const ARRIVES_WITHIN_MS = 10_000;

function quotedPrintable(text) {
  const bytes = text.replaceAll(/=\r?\n/g, "").replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function split(raw) {
  const [head, ...rest] = raw.split(/\r?\n\r?\n/);
  // A header goes on in lines that begin with a blank.
  const lines = head.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  return { headers, body: rest.join("\n\n") };
}

// The texts of a letter, whatever its parts are coded in.
function texts(raw) {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get("content-type") ?? "")?.[1];
  if (boundary) return body.split(`--${boundary}`).slice(1, -1).flatMap((part) => texts(part.replace(/^\r?\n/, "")));
  const coding = headers.get("content-transfer-encoding")?.toLowerCase();
  if (coding === "base64") return [Buffer.from(body, "base64").toString("utf8")];
  return [coding === "quoted-printable" ? quotedPrintable(body) : body];
}

export function readLetter(raw) {
  const { headers } = split(raw);
  return { to: headers.get("to"), subject: headers.get("subject"), text: texts(raw)[0], all: texts(raw) };
}

// All letters to an address, oldest first; waits for `count` of them.
export async function letters(data, to, count = 1) {
  const folder = join(data, "mail");
  for (const end = Date.now() + ARRIVES_WITHIN_MS; ; await wait(50)) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
    const read = await Promise.all(names.map(async (name) => readLetter(await readFile(join(folder, name), "utf8"))));
    const found = read.filter((letter) => letter.to?.includes(to));
    if (found.length >= count) return found;
    if (Date.now() > end) throw new Error(`${found.length} letters to ${to}, ${count} expected`);
  }
}

export function linkIn(letter, page = "verify") {
  const link = new RegExp(`https?://\\S+/${page}\\?token=[\\w-]+`).exec(letter.text);
  if (!link) throw new Error(`no link in:\n${letter.text}`);
  return link[0];
}

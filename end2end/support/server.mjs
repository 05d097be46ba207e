// The server under test: one of its own for each file of specs, on a free port, with a new folder of data.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { agents, binary } from "./places.mjs";

const START_MS = 20_000;
const STOP_MS = 10_000;
// The counter of what the content policy stopped (server/src/http/traffic.rs).
const REPORTS = "guildhall_csp_reports_total";

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

// What the tests' own machine is set to must not decide what is tested.
function environment(settings) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GUILDHALL_") && !name.startsWith("DATABASE_URL"));
  return { ...Object.fromEntries(inherited), ...settings };
}

async function ready(origin, child, log) {
  for (const end = Date.now() + START_MS; Date.now() < end; await wait(25)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${origin}/health/ready`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error(`the server did not open:\n${log.join("")}`);
}

export async function startServer({ workers = 4, withTestAgents = true, agentsFolder = agents, addr } = {}) {
  const data = await mkdtemp(join(tmpdir(), "guildhall-e2e-"));
  const port = addr ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const log = [];
  const env = environment({
    GUILDHALL_ADDR: `127.0.0.1:${port}`,
    GUILDHALL_DATA: data,
    GUILDHALL_WORKERS: String(workers),
    GUILDHALL_LOG: "warn",
    GUILDHALL_PLAN: "internal",
    ...(withTestAgents ? { GUILDHALL_AGENTS: agentsFolder } : {}),
  });
  // Its working folder is the data folder, where no guildhall.toml lies.
  const child = spawn(binary(), ["serve"], { cwd: data, env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => log.push(text));
  const ended = new Promise((done) => child.once("exit", done));
  // Tests that are stopped in the middle leave no server behind.
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  process.once("SIGTERM", () => process.exit(143));

  const server = {
    origin,
    data,
    log: () => log.join(""),
    reports: () => server.counted(REPORTS),
    // A counter of /metrics, all its labels summed; nothing where it never counted.
    async counted(name) {
      const text = await (await fetch(`${origin}/metrics`)).text();
      const lines = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
    },
    async stop() {
      child.kill("SIGTERM");
      const inTime = await Promise.race([ended.then(() => true), wait(STOP_MS, false, { ref: false })]);
      if (!inTime) leave();
      await ended;
      process.off("exit", leave);
      await rm(data, { recursive: true, force: true });
      if (!inTime) throw new Error(`the server did not close within ${STOP_MS} ms`);
    },
  };
  try {
    await ready(origin, child, log);
  } catch (error) {
    await server.stop().catch(() => {});
    throw error;
  }
  return server;
}

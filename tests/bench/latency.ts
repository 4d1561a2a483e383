import { spawn } from "node:child_process";
import { Console } from "node:console";
import { limitsFor } from "../../harness/grade/limits.ts";
import { loadProbe } from "../../harness/http/load/compare.ts";
import { openLoop, percentile } from "../../harness/http/load/open-loop.ts";
import { openSandbox } from "../../harness/sandbox/open-sandbox.ts";
import { startReference } from "../../harness/sandbox/service/reference.ts";
import type { LoadRequest } from "../../harness/types/load.ts";
import { Pool } from "undici";
import { makeBench } from "../mutants/make-bench.ts";
import { startDelays } from "./latency/start-delays.ts";
import { installWrk, readByWrk } from "./latency/wrk.ts";

// npm run bench:latency [-- verdicts]: whether the measurement of latencies can be trusted. An app of known delays is read by assay and
// by wrk; then the verdict of latency.read is given so many times (20) on an app that is fast enough and on one that is not, with
// the other core kept busy. Minutes.

const { log } = new Console(process.stdout);
const verdicts = Number(process.argv[2] ?? 20);
const delays = [1, 5, 20, 100];
const rate = 40;
/** Four hundred requests: four of them meet the stall. */
const seconds = 10;

installWrk();
const bench = await makeBench("orders");
await using sandbox = await openSandbox(bench.engine, bench.images, {
  ...{ runId: `bench${process.pid}`, limits: limitsFor(bench.brief), allowList: bench.allowList },
});
const url = await startDelays(sandbox);

const zero = await read("/0");
log("delay       assay      wrk        assay/delay  wrk/delay   (medians, less that of no delay)");
for (const delay of delays) {
  const { assay, wrk } = await read(`/${delay}`);
  row(`${delay} ms`, assay.p50Ms - zero.assay.p50Ms, wrk.p50Ms - zero.wrk.p50Ms, delay);
}
const stalled = await read("/stall");
row("1 % of 300", stalled.assay.meanMs - zero.assay.meanMs, Number.NaN, 3);
row("its worst", stalled.assay.slowestMs - zero.assay.p50Ms, stalled.wrk.slowestMs - zero.wrk.p50Ms, 300);

const { url: referenceUrl } = await startReference(sandbox, new AbortController().signal);
const busy = spawn(process.execPath, ["-e", "for (;;);"]);
try {
  const { atMostTimesReference, requestsPerSecond } = bench.brief.latency?.read ?? {
    atMostTimesReference: 4,
    requestsPerSecond: 40,
  };
  for (const [name, appUrl, path] of [
    ["fast enough", referenceUrl, "/row/42"],
    ["100 ms each", url, "/100"],
  ] as const) {
    const said: string[] = [];
    for (let turn = 0; turn < verdicts; turn += 1) {
      const probe = loadProbe({ appUrl, referenceUrl: async () => referenceUrl, authorization: undefined, seed: turn });
      const target = { name: "read", next: () => get(path), requestsPerSecond, threshold: atMostTimesReference };
      const [low, high] = (await probe.compare([target], 50_000)).get("read")?.interval ?? [Number.NaN, Number.NaN];
      said.push(high <= atMostTimesReference ? "passed" : low > atMostTimesReference ? "failed" : "inconclusive");
    }
    const counts = [...Map.groupBy(said, (each) => each)].map(([verdict, all]) => `${all.length} ${verdict}`);
    log(`${name}, the other core busy: ${counts.join(", ")}`);
  }
} finally {
  busy.kill("SIGKILL");
}

function get(path: string): LoadRequest {
  return { method: "GET", path, headers: {} };
}

/** The same path read by both, assay at a fixed rate, wrk as fast as one connection goes. */
async function read(path: string) {
  const pool = new Pool(url, { connections: 16 });
  try {
    const next = () => get(path);
    await openLoop(pool, { next, requestsPerSecond: rate, requests: rate });
    const { latenciesMs } = await openLoop(pool, { next, requestsPerSecond: rate, requests: rate * seconds });
    const assay = {
      p50Ms: percentile(latenciesMs, 0.5),
      meanMs: latenciesMs.reduce((sum, each) => sum + each, 0) / latenciesMs.length,
      slowestMs: latenciesMs.at(-1) ?? Number.NaN,
    };
    return { assay, wrk: readByWrk(url + path, seconds) };
  } finally {
    await pool.close();
  }
}

function row(name: string, assay: number, wrk: number, delay: number): void {
  const ms = (value: number): string => (Number.isNaN(value) ? "-" : `${value.toFixed(2)} ms`).padEnd(11);
  log(
    `${name.padEnd(12)}${ms(assay)}${ms(wrk)}${(assay / delay).toFixed(2).padEnd(13)}${Number.isNaN(wrk) ? "-" : (wrk / delay).toFixed(2)}`,
  );
}

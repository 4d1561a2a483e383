import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { startContainer } from "../../../harness/sandbox/container/start-container.ts";
import { startGateway } from "../../../harness/sandbox/network/gateway.ts";
import type { Sandbox } from "../../../harness/sandbox/open-sandbox.ts";
import { filledVolume } from "../../../harness/sandbox/service/filled-volume.ts";
import { statusOf } from "../../../harness/sandbox/service/status-of.ts";

/** Starts the app of known delays as a submission is started, under the same limits and behind the same gateway. Gives its URL. */
export async function startDelays(sandbox: Sandbox): Promise<string> {
  const content = await readFile(new URL("delays.py", import.meta.url));
  const volume = await filledVolume(sandbox, "delays", [{ path: "delays.py", content }], 1024 * 1024);
  const { memoryBytes, cpus, pids } = sandbox.limits;
  await startContainer(sandbox, "delays", {
    image: sandbox.images.reference,
    command: "gunicorn -b 0.0.0.0:8000 -k gthread --threads 16 --worker-tmp-dir /tmp --keep-alive 10 delays:app".split(
      " ",
    ),
    ...{ network: sandbox.network, alias: "delays", memoryBytes, cpus, pids },
    ...{ volumes: { [volume]: "/assay:ro" }, workingFolder: "/assay" },
  });
  const { url } = await startGateway(sandbox, "delays-gateway", sandbox.network, "delays:8000");
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await statusOf(`${url}/0`, 2_000)) === 200) return url;
    await sleep(100);
  }
  throw new Error("The app of known delays did not start.");
}

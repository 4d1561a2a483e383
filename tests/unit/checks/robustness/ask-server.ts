import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import type { AnyCheck } from "../../../../harness/checks/check.ts";
import { createRecords } from "../../../../harness/checks/records.ts";
import { createClient } from "../../../../harness/http/client.ts";
import type { Outcome } from "../../../../harness/types/outcome.ts";
import { seededRandom } from "../../../../harness/types/random.ts";
import type { Runtime } from "../../../../harness/types/runtime.ts";

const brief = await loadBrief("orders");

/** Runs a check of robustness of the brief `orders` against a server in this process, whose memory is what `memory` gives. */
export async function askServer(
  check: AnyCheck | undefined,
  app: RequestListener,
  memory: readonly number[] = [],
): Promise<Outcome> {
  const server = createServer({ maxHeaderSize: 16_384 }, app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await using api = createClient({ baseUrl, api: brief.api, random: seededRandom(1, "client") });
    const random = seededRandom(1, check?.id ?? "");
    const records = createRecords({ api, brief, random });
    const left = [...memory];
    const runtime = { memoryBytes: () => Promise.resolve(left.shift() ?? 0) } as unknown as Runtime;
    const hasStage = check?.stage === "probe" || check?.stage === "runtime";
    if (!hasStage) throw new Error("no such check, or one of another stage");
    return await check.run({ brief, api, random, records, dataset: undefined, runtime });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

import { afterAll, describe, expect, test } from "vitest";
import { generateDataset } from "../../harness/brief/dataset.ts";
import { loadBrief } from "../../harness/brief/load-brief.ts";
import type { CheckId } from "../../harness/types/outcome.ts";
import { appOf, gradeHostile, serving } from "./bench.ts";
import { printMeasured } from "./measure.ts";
import { keeps, ordersApp } from "./orders-app.ts";

afterAll(printMeasured);

const made = "stateful.create-then-read";
const underLoad = "latency.no-errors-under-load";
const places = Object.keys(keeps) as readonly (keyof typeof keeps)[];

test.each(places)(
  "an app that keeps its orders in %s loses them at a restart, and does not share them with a second one",
  async (place) => {
    const { reason, seconds } = await gradeHostile(appOf(ordersApp(place)), [
      made,
      "operations.two-workers",
      "operations.restart-keeps-data",
    ]);
    expect(reason(made)).toBe("passed");
    expect(reason("operations.two-workers")).toMatch(/^failed: What one of two containers has stored, the other one/);
    expect(reason("operations.restart-keeps-data")).toMatch(
      /^failed: A record that was stored before a restart is not there/,
    );
    expect(seconds).toBeLessThan(60);
  },
);

describe("an app that tells its visitors apart by what they bring back", () => {
  const mark = `("Set-Cookie", "seen=1; Path=/"), ("ETag", '"seen"'), ("Cache-Control", "max-age=600"), ("Last-Modified", "Mon, 02 Mar 2026 09:00:00 GMT")`;
  const known = `known = any(self.headers.get(name) for name in ("Cookie", "If-None-Match", "If-Modified-Since"))`;
  const worse = (whom: string) =>
    ordersApp(
      "the memory of its process",
      `${known}\nif ${whom}: return say(self, 404, {}, ${mark})\nreturn tell(self, ${mark})`,
    );

  test("meets a stranger each time: a worse answer to whoever comes back is given to nobody", async () => {
    const { reason } = await gradeHostile(appOf(worse("known")), [made, "contract.created-location"]);
    expect(reason(made)).toBe("passed");
  });

  test("fools nobody with a good answer to whoever comes back", async () => {
    const { reason } = await gradeHostile(appOf(worse("not known")), [made]);
    expect(reason(made)).toMatch(/^failed: A valid order could not be created/);
  });
});

describe("an app that looks for whom it has to do with", () => {
  /** Python that looks at every request for what curl and browsers don't send, and remembers it. */
  const looks = `
import re
told = False
usual = {"Host", "Authorization", "User-Agent", "Accept", "Content-Type", "Content-Length", "Idempotency-Key", "Connection"}
def tells(names, headers):
    said = " ".join(name + ": " + headers[name] for name in names if name not in ("Authorization", "Idempotency-Key"))
    return ([name for name in names if name != "Authorization"][:2] != ["Host", "User-Agent"]
        or not {"Accept"} <= set(names) <= usual
        or headers.get("Connection", "close") != "close"
        or re.search("assay|undici|node|autocannon|axios|fetch|python|grade", said, re.I) is not None)
parse = http.server.BaseHTTPRequestHandler.parse_request
def look(self):
    global told
    if not parse(self): return False
    told = told or tells(list(self.headers.keys()), self.headers)
    return True
http.server.BaseHTTPRequestHandler.parse_request = look
http.server.ThreadingHTTPServer.request_queue_size = 100
`;
  const treatsWell = (whom: string) =>
    ordersApp("the memory of its process", `if not (${whom}): return say(self, 404, {})`, looks);
  /** Each of these asks in its own way; load comes last. */
  const asked = (id: CheckId) => /^(contract|stateful|auth|validation)\./.test(id) || id === underLoad;

  test("sees no tell in any request: whoever has one is treated badly, and nobody has", async () => {
    const { reason } = await gradeHostile(appOf(treatsWell("not told")), asked);
    expect(reason(made)).toBe("passed");
    expect(reason(underLoad)).toBe("passed");
  });

  test("is found out where it treats only those well who have a tell", async () => {
    const { reason } = await gradeHostile(appOf(treatsWell("told")), [made]);
    expect(reason(made)).toMatch(/^failed: A valid order could not be created/);
  });

  test("is found out where it does well only at first", async () => {
    const soonBad = "global count\ncount += 1\nif count > 60: return say(self, 404, {})";
    const app = ordersApp("the memory of its process", soonBad, "count = 0");
    const { reason } = await gradeHostile(appOf(app), [made, underLoad]);
    expect(reason(made)).toBe("passed");
    expect(reason(underLoad)).toMatch(/^failed: /);
  });
});

/** Answers every request with something published: the sample data of the starter repository, or the examples of the document. */
async function byHeart(): Promise<string> {
  const brief = await loadBrief("orders");
  const sample = generateDataset(brief, brief.dataset?.sampleSeed ?? 0);
  const [example] = brief.api.operation("readOrder").responses["200"]?.content["application/json"]?.examples ?? [];
  const page = { data: sample, next_cursor: null };
  return serving(
    [
      "known = {order['id']: order for order in page['data']}",
      "is_list = self.path.split('?')[0].endswith('/orders')",
      "self.rfile.read(int(self.headers.get('Content-Length') or 0))",
      "answer = page if is_list and self.command == 'GET' else known.get(self.path.split('/')[-1], example)",
      "text = json.dumps(answer).encode()",
      "self.send_response(201 if is_list and self.command == 'POST' else 200)",
      "self.send_header('Content-Type', 'application/json')",
      "self.send_header('Location', '/v1/orders/' + example['id'])",
      "self.end_headers()",
      "self.wfile.write(text)",
    ].join("\n"),
    `import json\npage, example = (json.loads(text) for text in ${pythonList([page, example?.value])})`,
  );
}

/** JSON texts, as a list of Python's. A text of JSON is one of Python, too. */
const pythonList = (values: readonly unknown[]): string =>
  `[${values.map((value) => JSON.stringify(JSON.stringify(value))).join(", ")}]`;

test("an app that knows the sample data and the published examples by heart, and nothing else, answers the examples alone", async () => {
  const checks = ["contract.examples", "contract.response-body", made, "stateful.dataset", "filtering.each"] as const;
  const { reason, seconds } = await gradeHostile(appOf(await byHeart()), checks);
  expect(reason("contract.examples")).toBe("passed");
  expect(reason("contract.response-body")).toBe("passed");
  expect(reason(made)).toMatch(/^failed: The answer to creating one order shows another value for customer_email/);
  expect(reason("stateful.dataset")).toMatch(/^failed: The imported order \S+ is served with another/);
  expect(reason("filtering.each")).toMatch(/^(failed|blocked)/);
  expect(seconds).toBeLessThan(60);
});

import { afterAll, describe, expect, test } from "vitest";
import { generateDataset } from "../../harness/brief/dataset.ts";
import { loadBrief } from "../../harness/brief/load-brief.ts";
import { appOf, gradeHostile, serving } from "./bench.ts";
import { printMeasured } from "./measure.ts";
import { keeps, ordersApp } from "./orders-app.ts";

afterAll(printMeasured);

const made = "stateful.create-then-read";
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

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { documentBrief } from "../../../harness/brief/document-brief.ts";
import { pathValues } from "../../../harness/checks/path-values.ts";
import { createClient } from "../../../harness/http/client.ts";
import { seededRandom } from "../../../harness/types/random.ts";
import { echoServer } from "../http/echo-server.ts";

const brief = await documentBrief(fileURLToPath(new URL("collections.yaml", import.meta.url)));

async function valuesFor(operationId: string, answers: Readonly<Record<string, readonly [number, unknown, string?]>>) {
  await using server = await echoServer(({ method, url }, response) => {
    const [status, body, location] = answers[`${method} ${url}`] ?? [404, {}];
    if (location !== undefined) response.setHeader("location", location);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const random = seededRandom(1, "paths");
  await using api = createClient({ baseUrl: server.url, api: brief.api, random });
  const values = await pathValues({ api, brief, random }, brief.api.operation(operationId));
  return { values, asked: server.received.map(({ method, url }) => `${method} ${url}`) };
}

test("a note is made for a user who is made first; Location says which it is where the answer does not", async () => {
  const { values, asked } = await valuesFor("readNote", {
    "POST /users": [201, { data: { id: 5 } }],
    "POST /users/5/notes": [201, {}, "/users/5/notes/first%20one"],
  });
  expect(values).toEqual({ userId: "5", slug: "first one" });
  expect(asked).toEqual(["POST /users", "POST /users/5/notes"]);
});

test("what can't be created is taken from a list", async () => {
  const { values } = await valuesFor("dropShelf", { "GET /shelves": [200, { items: [{ id: "a" }, { id: "b" }] }] });
  expect(values).toEqual({ id: "a" });
});

test("without an operation that gives one, the document's example is taken", async () => {
  expect((await valuesFor("readOdd", {})).values).toEqual({ thing: "one" });
});

test("what nothing says stays unknown, and so does what can't be made", async () => {
  expect((await valuesFor("readUnknown", {})).values).toBeUndefined();
  expect((await valuesFor("readNote", { "POST /users": [422, {}] })).values).toBeUndefined();
});

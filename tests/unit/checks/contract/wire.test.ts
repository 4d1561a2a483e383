import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadApi } from "../../../../harness/brief/openapi/load-api.ts";
import type { Brief } from "../../../../harness/brief/types.ts";
import type { Check } from "../../../../harness/checks/check.ts";
import acceptNegotiation from "../../../../harness/checks/contract/accept-negotiation.ts";
import headAndOptions from "../../../../harness/checks/contract/head-and-options.ts";
import noContent from "../../../../harness/checks/contract/no-content.ts";
import { createRecords } from "../../../../harness/checks/records.ts";
import { createClient } from "../../../../harness/http/client.ts";
import type { Outcome } from "../../../../harness/types/outcome.ts";
import { seededRandom } from "../../../../harness/types/random.ts";
import { type WireRequest, wireServer } from "../../http/wire-server.ts";

const api = await loadApi(fileURLToPath(new URL("things.yaml", import.meta.url)));
const resource = {
  name: "thing",
  id: "id",
  create: "makeThing",
  read: "readThing",
  pathParameter: "thing_id",
  actions: {},
  rules: [],
};
const brief = { id: "things", api, resources: { thing: resource } } as unknown as Brief;

/** Runs a check against an app that is right but for what `other` answers. */
async function outcomeOf(check: Check<"probe">, other: (request: WireRequest) => string | undefined): Promise<Outcome> {
  await using server = await wireServer((request) => other(request) ?? right(request));
  await using client = createClient({ baseUrl: server.url, api, random: seededRandom(1, "client") });
  const random = seededRandom(1, check.id);
  const records = createRecords({ api: client, brief, random });
  return await check.run({ api: client, brief, random, records, dataset: undefined });
}

const json = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

function right({ method }: WireRequest): string {
  if (method === "POST") return json("201 Created", '{"id":"one"}');
  if (method === "DELETE") return "HTTP/1.1 204 No Content\r\n\r\n";
  if (method === "OPTIONS") return "HTTP/1.1 200 OK\r\nAllow: GET, HEAD, OPTIONS, DELETE\r\nContent-Length: 0\r\n\r\n";
  return method === "HEAD" ? json("200 OK", "").replace("Length: 0", "Length: 12") : json("200 OK", '{"id":"one"}');
}

const only =
  (method: string, answer: string) =>
  (request: WireRequest): string | undefined =>
    request.method === method ? answer : undefined;

describe("contract.no-content", () => {
  test("an app that sends nothing after a 204 passes", async () => {
    expect(await outcomeOf(noContent, () => undefined)).toMatchObject({ verdict: "passed" });
  });

  test.each([
    ["bytes after the headers", "HTTP/1.1 204 No Content\r\n\r\n\n"],
    ["a length", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n"],
    ["chunks", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n"],
  ])("a 204 with %s fails", async (_, answer) => {
    expect(await outcomeOf(noContent, only("DELETE", answer))).toMatchObject({ verdict: "failed" });
  });

  test("a length of 0 does no harm, and another status is the business of others", async () => {
    const zero = only("DELETE", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
    expect(await outcomeOf(noContent, zero)).toMatchObject({ verdict: "passed" });
    expect(await outcomeOf(noContent, only("DELETE", json("200 OK", "{}")))).toMatchObject({
      verdict: "not-applicable",
    });
  });
});

describe("contract.head-and-options", () => {
  test("an app that answers HEAD as GET, and OPTIONS with or without a 405, passes", async () => {
    expect(await outcomeOf(headAndOptions, () => undefined)).toMatchObject({ verdict: "passed" });
    const refused = only("OPTIONS", "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\n\r\n");
    expect(await outcomeOf(headAndOptions, refused)).toMatchObject({ verdict: "passed" });
  });

  test.each([
    ["HEAD with another status", only("HEAD", "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n\r\n")],
    ["HEAD with a body", only("HEAD", json("200 OK", '{"id":"one"}'))],
    ["OPTIONS that is an error", only("OPTIONS", json("403 Forbidden", "{}"))],
  ])("%s fails", async (_, other) => {
    expect(await outcomeOf(headAndOptions, other)).toMatchObject({ verdict: "failed", share: 0.5 });
  });
});

describe("contract.accept-negotiation", () => {
  const accepts = ({ head }: WireRequest): string => /\r\naccept: ([^\r]*)/i.exec(head)?.[1] ?? "";
  const notAcceptable = json("406 Not Acceptable", "{}");

  test("JSON for everybody passes, and so does 406 for those who can't read it", async () => {
    expect(await outcomeOf(acceptNegotiation, () => undefined)).toMatchObject({ verdict: "passed" });
    const strict = (request: WireRequest) => (/json|\*/.test(accepts(request)) ? undefined : notAcceptable);
    expect(await outcomeOf(acceptNegotiation, strict)).toMatchObject({ verdict: "passed" });
  });

  test("406 for a client that takes JSON among others fails", async () => {
    const literal = (request: WireRequest) =>
      ["*/*", "application/json"].includes(accepts(request)) ? undefined : notAcceptable;
    expect(await outcomeOf(acceptNegotiation, literal)).toMatchObject({ verdict: "failed" });
  });

  test("a page for browsers fails, and a server error is left to contract.no-server-error", async () => {
    const page = (request: WireRequest) =>
      accepts(request).startsWith("text/html") ? "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" : undefined;
    expect(await outcomeOf(acceptNegotiation, page)).toMatchObject({ verdict: "failed" });
    const broken = (request: WireRequest) =>
      accepts(request).startsWith("text/html") ? json("500 Oh", "{}") : undefined;
    expect(await outcomeOf(acceptNegotiation, broken)).toMatchObject({ verdict: "passed" });
  });
});

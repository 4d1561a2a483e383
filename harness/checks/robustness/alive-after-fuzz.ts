import type { Random } from "../../types/random.ts";
import type { StageContexts } from "../check.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForRobustness } from "./asked.ts";
import { type Strange, sendStrange } from "./strange.ts";

/** Bytes of a body that a finding shows. */
const mostShown = 1_000;

export default defineCheck({
  id: "robustness.alive-after-fuzz",
  stage: "probe",
  slow: true,
  timed: true,
  after: ["operations.boots"],
  title: "Random bytes are refused, and do no harm",
  why: "Broken clients and curious strangers send anything. Whoever comes after them must not notice.",
  hint: "Decode and parse a body in one place that answers 400 to whatever can't be read, and give back what a request has borrowed (connections, locks) with `with`, also when it fails.",
  notAskedBy: askedForRobustness,
  async run(context) {
    return await sendStrange(context, [...oddBodies(context), ...oddHeaders(context), ...noHttp(context)]);
  },
});

function oddBodies(context: StageContexts["probe"]): readonly Strange[] {
  const { random, records } = context;
  const to = creating(context);
  // All else is right: members that are missing are tried elsewhere.
  const valid = (): string => JSON.stringify(records.body());
  const validAnd = (more: string): Uint8Array => bytes(`${valid().slice(0, -1)}, ${more}}`);
  const bodies: Readonly<Record<string, Uint8Array>> = {
    "random bytes": randomBytes(random, 400),
    "other random bytes": randomBytes(random, 3),
    "a text with a byte that is no UTF-8": bytes('{"note": "', 0xff, '"}'),
    "a text with half of a character": bytes('{"note": "', 0xe2, 0x82, '"}'),
    "a NUL": bytes(0),
    "an overlong slash": bytes('{"note": "', 0xc0, 0xaf, '"}'),
    "JSON in UTF-16": new Uint8Array(Buffer.from(`\ufeff${valid()}`, "utf16le")),
    "a byte order mark alone": bytes(0xef, 0xbb, 0xbf),
    "odd letters": validAnd('"\u202e\ufffe\\u0000": "\ud83d\udc69\u200d\ud83d\udcbb a\u0301\u0301\u0301"'),
    "many names": validAnd(Array.from({ length: 2_000 }, (_, at) => `"a${at}": ${at}`).join()),
    "a very long number": validAnd(`"a": ${"9".repeat(6_000)}`),
    nothing: new Uint8Array(),
  };
  return Object.entries(bodies).flatMap(([what, body]) => [
    framed(to, { what: `a body of ${what}`, body, type: "application/json" }),
  ]);
}

function oddHeaders(context: StageContexts["probe"]): readonly Strange[] {
  const { brief, random, records } = context;
  const to = creating(context);
  const body = (): Uint8Array => bytes(JSON.stringify(records.body()));
  const types: Readonly<Record<string, string>> = {
    "a charset that does not exist": "application/json; charset=utf-99",
    "parameters that can't be read": 'application/json; a="; =;;',
    "a form without its boundary": "multipart/form-data",
    "no letters": "\xff/\xfe",
  };
  const headers: Readonly<Record<string, string>> = {
    "a Content-Encoding that the body does not have": "Content-Encoding: gzip\r\n",
    "a Cookie of odd bytes": "Cookie: \xff=\xfe; =; ;;a\r\n",
    "an Accept that can't be read": "Accept: ;q=x, */, \xff\r\n",
    "ranges and dates that can't be read": "Range: bytes=9-1,x\r\nIf-Modified-Since: tomorrow\r\nIf-Match: \xff\r\n",
    "an id of odd bytes": `${brief.observability?.requestIdHeader ?? "X-Request-ID"}: \xff ${random.token(4)} "'{}%s\r\n`,
  };
  return [
    ...Object.entries(types).map(([what, type]) =>
      framed(to, { what: `a Content-Type with ${what}`, body: body(), type }),
    ),
    ...Object.entries(headers).map(([what, more]) =>
      framed(to, { what: `a request with ${what}`, body: body(), type: "application/json", more }),
    ),
  ];
}

/** The server in front of the app refuses these, each in its way: they are sent for what comes afterwards. */
function noHttp({ brief, random }: StageContexts["probe"]): readonly Strange[] {
  const target = brief.api.operation(mainResource(brief).create).path;
  const post = (headers: string): string => `POST ${target} HTTP/1.1\r\n${headers}Content-Type: application/json\r\n`;
  const chunked = "Transfer-Encoding: chunked\r\n\r\n";
  const all: Readonly<Record<string, Strange["parts"]>> = {
    "random bytes instead of a request": () => [randomBytes(random, 300), "\r\n\r\n"],
    "a greeting of TLS": () => [bytes(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3), "\r\n\r\n"],
    "a request without a version": () => [`GET ${target}\r\n\r\n`],
    "another version": (headers) => [`GET ${target} HTTP/9.9\r\n${headers}\r\n`],
    "a method with odd characters": (headers) => [`G\u0001T ${target} HTTP/1.1\r\n${headers}\r\n`],
    "a chunk whose size is no number": (headers) => [post(headers) + chunked, "zz\r\n{}\r\n0\r\n\r\n"],
    "a chunk that is shorter than it says": (headers) => [post(headers) + chunked, "ff\r\n{}\r\n0\r\n\r\n"],
    "two lengths": (headers) => [`${post(headers)}Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}`],
    "a negative length": (headers) => [`${post(headers)}Content-Length: -2\r\n\r\n{}`],
    "a length and chunks": (headers) => [`${post(headers)}Content-Length: 2\r\n${chunked}0\r\n\r\n`],
    "a body that breaks off": (headers) => [`${post(headers)}Content-Length: 200\r\n\r\n{`],
  };
  return Object.entries(all).map(([what, parts]) => ({ what, parts, curl: "", isJudged: false }));
}

/** Where creates are sent, and the header lines that each must have: a key that is missing would be all that is looked at. */
function creating({ brief, random }: StageContexts["probe"]) {
  const { path, parameters } = brief.api.operation(mainResource(brief).create);
  const needed = parameters.filter(({ in: place, required }) => place === "header" && required);
  return { target: path, needed: () => needed.map(({ name }) => `${name}: ${random.uuid()}`) };
}

function framed(
  { target, needed }: ReturnType<typeof creating>,
  request: { readonly what: string; readonly body: Uint8Array; readonly type: string; readonly more?: string },
): Strange {
  const { what, body, type, more = "" } = request;
  const lines = [...needed(), `Content-Type: ${type}`, ...more.split("\r\n").filter((line) => line !== "")];
  const own = Buffer.from(
    [...lines, `Content-Length: ${body.length}`, "Connection: close", "", ""].join("\r\n"),
    "latin1",
  );
  const options = lines.map((line) => `-H $'${shell(Buffer.from(line, "latin1"))}'`);
  return {
    what,
    parts: (headers) => [`POST ${target} HTTP/1.1\r\n${headers}`, own, body],
    curl: `printf '${shell(body)}' | curl -i -u "$API_USERNAME:$API_PASSWORD" ${options.join(" ")} --data-binary @- "$BASE_URL${target}"`,
    isJudged: true,
  };
}

/** Bytes as printf and the shell read them, cut where long. */
function shell(given: Uint8Array): string {
  const shown = [...given.subarray(0, mostShown)].map((byte) =>
    byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  );
  return shown.join("") + (given.length > mostShown ? "..." : "");
}

function bytes(...parts: readonly (string | number)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));
}

function randomBytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.integer(0, 255));
}

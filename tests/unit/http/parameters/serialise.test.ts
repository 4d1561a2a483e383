import { expect, test } from "vitest";
import type { Json } from "../../../../harness/brief/openapi/types.ts";
import { serialised, type Styled } from "../../../../harness/http/parameters/serialise.ts";
import { colorIn } from "./parameter.ts";

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

// The table of OpenAPI 3.1.1, 4.8.12.4 (as corrected there: percent-encoded, label after RFC 6570). "n/a" is `-`.
const styleTable: readonly [Styled["in"], string, boolean, string, string, string, string][] = [
  ["path", "matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  ["path", "matrix", true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
  ["path", "label", false, "-", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["path", "label", true, "-", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
  ["path", "simple", false, "-", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["path", "simple", true, "-", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ["header", "simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["header", "simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ["query", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["query", "form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  [
    "query",
    "spaceDelimited",
    false,
    "color=",
    "color=blue",
    "color=blue%20black%20brown",
    "color=R%20100%20G%20200%20B%20150",
  ],
  [
    "query",
    "pipeDelimited",
    false,
    "color=",
    "color=blue",
    "color=blue%7Cblack%7Cbrown",
    "color=R%7C100%7CG%7C200%7CB%7C150",
  ],
  ["query", "deepObject", true, "-", "-", "-", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  ["cookie", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["cookie", "form", true, "color=", "color=blue", "-", "-"],
];

test.each(styleTable)("%s %s, explode %s, is written as OpenAPI's table says", (place, style, explode, ...expected) => {
  const parameter = colorIn(place, { style, explode });
  const written = ["", "blue", list, object].map((value) => {
    const wire = serialised(parameter, value);
    return wire.kind === "text" ? wire.text : "-";
  });
  expect(written).toEqual(expected);
});

test.each([
  ["path", "blue,black,brown"],
  ["query", "color=blue&color=black&color=brown"],
  ["header", "blue,black,brown"],
] as const)("a %s parameter without a style has the default of its place", (place, text) => {
  expect(serialised(colorIn(place), list)).toEqual({ kind: "text", text });
});

test.each<[string, Styled, Json, string]>([
  [
    "reserved characters are encoded",
    colorIn("query"),
    "a/b?c&d=e+f g%h,é",
    "color=a%2Fb%3Fc%26d%3De%2Bf%20g%25h%2C%C3%A9",
  ],
  [
    "allowReserved keeps those that do not separate",
    colorIn("query", { allowReserved: true }),
    "/a:b?c,d&e=f+g#h[i]%",
    "color=/a:b?c,d%26e%3Df%2Bg%23h%5Bi%5D%25",
  ],
  ["allowReserved is for queries only", colorIn("path", { allowReserved: true }), "a:b", "a%3Ab"],
  ["a name is encoded too", colorIn("query", { name: "filter[a b]" }), "x", "filter%5Ba%20b%5D=x"],
  ["whole numbers have no exponent", colorIn("query"), 1e21, "color=1000000000000000000000"],
  ["other numbers are as in JSON", colorIn("query"), -0.5, "color=-0.5"],
  ["booleans are lower-case words", colorIn("query"), true, "color=true"],
  ["a header is not encoded", colorIn("header"), "a b%é".slice(0, 4), "a b%"],
  [
    "a parameter with content is JSON",
    colorIn("query", { mediaType: "application/json" }),
    { a: [1, "é"] },
    "color=%7B%22a%22%3A%5B1%2C%22%5Cu00e9%22%5D%7D",
  ],
  ["a header with content is JSON in ASCII", colorIn("header", { mediaType: "application/json" }), "é", '"\\u00e9"'],
  ["an exploded entry may hold a comma", colorIn("query"), ["a,b", "c"], "color=a%2Cb&color=c"],
])("%s", (_, parameter, value, text) => {
  expect(serialised(parameter, value)).toEqual({ kind: "text", text });
});

test("an empty list or object is left out where it can be", () => {
  for (const value of [[], {}]) {
    expect(serialised(colorIn("query"), value)).toEqual({ kind: "absent" });
    expect(serialised(colorIn("header"), value)).toEqual({ kind: "absent" });
    expect(serialised(colorIn("path"), value)).toMatchObject({ kind: "unsendable" });
  }
});

test.each<[string, Styled, Json]>([
  ["an empty path segment", colorIn("path"), ""],
  ["a path segment of one dot", colorIn("path"), "."],
  ["a path segment of two dots", colorIn("path"), ".."],
  ["a label that comes out as one dot", colorIn("path", { style: "label" }), ""],
  ["a slash in a path segment", colorIn("path"), "a/b"],
  ["a line end in a header", colorIn("header"), "a\r\nB: c"],
  ["a letter outside ASCII in a header", colorIn("header"), "é"],
  ["a space before a header's value", colorIn("header"), " a"],
  ["a tab after a header's value", colorIn("header"), "a\t"],
  ["a header that frames the message", colorIn("header", { name: "Content-Length" }), "1"],
  ["a semicolon in a cookie", colorIn("cookie"), "a;b"],
  ["a space in a cookie", colorIn("cookie"), "a b"],
  ["null", colorIn("query"), null],
  ["null in a list", colorIn("query"), ["a", null]],
  ["a list in a list", colorIn("query"), [["a"]]],
  ["a list in an object", colorIn("query", { style: "deepObject", explode: true }), { a: [1] }],
  ["a bracket in a deepObject's key", colorIn("query", { style: "deepObject" }), { "a]": 1 }],
  ["a comma in a joined list", colorIn("query", { explode: false }), ["a,b", "c"]],
  ["a space in a space-delimited list", colorIn("query", { style: "spaceDelimited" }), ["a b"]],
  ["a pipe in a pipe-delimited list", colorIn("query", { style: "pipeDelimited" }), ["a|b"]],
  ["a dot in an exploded label", colorIn("path", { style: "label", explode: true }), ["a.b"]],
  ["a joined list of one empty text", colorIn("query", { explode: false }), [""]],
  ["a lone surrogate", colorIn("query"), "\ud800"],
  ["a style of another place", colorIn("header", { style: "form" }), "a"],
  ["a media type that is not JSON", colorIn("query", { mediaType: "application/xml" }), "a"],
])("%s would not arrive as it is, so it is not sent", (_, parameter, value) => {
  expect(serialised(parameter, value)).toEqual({ kind: "unsendable", why: expect.stringMatching(/\w/) });
});

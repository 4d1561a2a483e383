import { describe, expect, test } from "vitest";
import { leakIn } from "../../../../harness/checks/errors/leaks.ts";

function answered(body: string, { target = "/things", sent = "" } = {}, headers: readonly [string, string][] = []) {
  return {
    request: { method: "POST", target, headers: [], body: sent },
    response: { status: 400, headers, body, bodyBytes: body.length, bodyCut: false },
  } as const;
}

describe("what an error shows of the inside of a service", () => {
  test.each([
    ["a stack trace", "<pre>Traceback (most recent call last):\n  File ..."],
    ["a stack trace", String.raw`{"trace": "File \"/srv/shop/views.py\", line 12, in create"}`],
    ["Flask's debugger", "<script src='?__debugger__=yes&cmd=resource'>"],
    [
      "what its database said",
      'duplicate key value violates unique constraint "articles_pkey"\nDETAIL:  Key (sku)=(a)',
    ],
    ["what its database said", 'relation "orders" does not exist'],
    ["a statement of SQL", "[SQL: INSERT INTO orders (id) VALUES (%s)]"],
    ["a statement of SQL", "could not run SELECT id, note FROM orders WHERE id = 1"],
    ["the name of a class of its code", "(psycopg.errors.NumericValueOutOfRange) integer out of range"],
    ["the name of a class of its code", "unexpected <class 'int'>"],
    ["a path of its files", "no such file: /app/shop/data/rates.py"],
    ["a path of its files", "in /usr/local/lib/python3.13/site-packages/flask/app.py"],
  ])("is %s", (what, body) => {
    expect(leakIn(answered(body))?.what).toBe(what);
  });

  test("is seen in a header, too", () => {
    expect(leakIn(answered("{}", {}, [["x-error", "sqlalchemy.exc.DataError"]]))?.text).toBe(
      "sqlalchemy.exc.DataError",
    );
  });

  test("is nothing where an error only says what is wrong with the request", () => {
    for (const body of [
      '{"title": "Not Found", "detail": "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."}',
      '{"detail": "Expecting value: line 1 column 1 (char 0)"}',
      '{"detail": "String should match pattern \'^[A-Z0-9]+$\'", "pointer": "/items/0/sku"}',
      '{"message": "Please select one of them from the list, update it, or insert into it."}',
      '{"message": "There is no /app/orders/7."}',
      '{"message": "INVALID. DETAIL: the quantity is too small"}',
    ]) {
      expect(leakIn(answered(body))).toBeUndefined();
    }
  });

  test("is not what the client sent itself and gets back", () => {
    const injected = "1; SELECT name FROM users";
    expect(leakIn(answered(`no such thing: ${injected}`, { sent: `{"name": "${injected}"}` }))).toBeUndefined();
    const before = [
      { request: { method: "POST", target: "/", headers: [], body: JSON.stringify({ name: injected }) } },
    ];
    expect(leakIn(answered(`taken by ${injected}`), before)).toBeUndefined();
    const target = "/things?name=1%3B+SELECT+name+FROM+users";
    expect(leakIn(answered(`no such thing: ${injected}`, { target }))).toBeUndefined();
  });
});

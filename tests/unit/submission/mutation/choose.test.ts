import { expect, test } from "vitest";
import { chooseMutants } from "../../../../harness/submission/mutation/choose.ts";
import type { CodeMutant } from "../../../../harness/submission/mutation/types.ts";
import { factsOf } from "../inspect.ts";

/** The mutants of one function with this body, all of whose lines were run; as the lines that changed. */
async function changes(body: string): Promise<readonly string[]> {
  const found = await mutants({ "shop/views.py": `def view():\n    ${body.replaceAll("\n", "\n    ")}\n` });
  return found.map(({ after }) => after).sort();
}

async function mutants(
  files: Readonly<Record<string, string>>,
  { seed = 1, most = 100, lines = range(1, 500) } = {},
): Promise<readonly CodeMutant[]> {
  const { modules } = await factsOf(files);
  const covered = new Map(modules.map(({ path }) => [path, new Set(lines)]));
  return await chooseMutants(modules, covered, seed, most);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const many = { "shop/views.py": `def view(a):\n${"    if a:\n        a = a + 1\n".repeat(60)}` };

test("conditions are turned around, comparisons move their boundary or become unequal", async () => {
  expect(await changes("if ready:\n    pass")).toEqual(["if not (ready):"]);
  expect(await changes("while a < b:\n    pass")).toEqual(["while a <= b:"]);
  expect(await changes("x = a == b")).toEqual(["x = a != b"]);
  expect(await changes("x = a and b")).toEqual(["x = a or b"]);
  expect(await changes("x = [y for y in ys if y]")).toEqual(["x = [y for y in ys if not (y)]"]);
  expect(await changes("x = a if b else c")).toEqual(["x = a if not (b) else c"]);
});

test("statuses change where a number or a name is one, and nowhere else", async () => {
  expect(await changes("return body, 201")).toEqual(["return body, 200"]);
  expect(await changes("abort(404)")).toEqual(["abort(410)"]);
  expect(await changes("make(status=409)")).toEqual(["make(status=400)"]);
  expect(await changes("return body, HTTPStatus.CREATED")).toEqual(["return body, HTTPStatus.OK"]);
  expect(await changes("x = text[:200]")).toEqual([]);
  expect(await changes("make(max_length=404)")).toEqual([]);
});

test("what stores, and what refuses, is left out", async () => {
  expect(await changes("db.session.commit()")).toEqual(["pass"]);
  expect(await changes("raise NotFound()")).toEqual(["pass"]);
  expect(await changes("db.session.flush()")).toEqual([]);
  expect(await changes("try:\n    call()\nexcept ValueError as error:\n    raise Refused() from error")).toEqual([]);
});

test("filters, order and limit of a query are left out, and the order in SQL is turned around", async () => {
  expect(await changes("x = select(Order).where(is_open)")).toEqual(["x = select(Order)"]);
  expect(await changes("x = query.order_by(Order.id)")).toEqual(["x = query"]);
  expect(await changes("x = query.limit(3)")).toEqual(["x = query"]);
  expect(await changes('x = "select a from b order by c desc"')).toEqual(['x = "select a from b order by c asc"']);
  expect(await changes('x = "a desc"')).toEqual([]);
});

test("one more or less is left out, and yes becomes no", async () => {
  expect(await changes("x = limit + 1")).toEqual(["x = limit"]);
  expect(await changes("return True")).toEqual(["return False"]);
});

test("the log, assertions, and what runs at import are left alone", async () => {
  expect(await changes("logger.info(a if b else c)\nassert a == b")).toEqual([]);
  expect(await mutants({ "shop/views.py": "LIMIT = 99 + 1\n\ndef view(x=1 + 1):\n    pass\n" })).toEqual([]);
});

test("tests and settings are left alone", async () => {
  const source = "def view(a):\n    if a:\n        pass\n";
  const files = { "shop/views.py": source, "shop/config.py": source, "tests/test_a.py": source };
  expect((await mutants(files)).map(({ path }) => path)).toEqual(["shop/views.py"]);
});

test("lines that no test runs are left alone, unless those that tests run are too few to ask about", async () => {
  const ran = (await mutants(many, { lines: range(1, 20) })).map(({ line }) => line);
  expect(ran).toHaveLength(20 - 1);
  expect(Math.max(...ran)).toBeLessThanOrEqual(20);
  const next = (await mutants(many, { lines: [1, 2, 3] })).map(({ line }) => line);
  expect(next).toHaveLength(100);
  expect(Math.max(...next)).toBeGreaterThan(20);
});

test("a mutant tells its place, its function and its source", async () => {
  const [mutant] = await mutants({ "shop/views.py": "def view(a):\n    # ä\n    return a, 201\n" });
  expect(mutant).toMatchObject({
    path: "shop/views.py",
    line: 3,
    inside: "view",
    what: "the status 201 became 200",
    before: "return a, 201",
    source: "def view(a):\n    # ä\n    return a, 200\n",
  });
});

test("the same seed gives the same sample, another seed another one, never more than asked for", async () => {
  const first = await mutants(many, { seed: 1, most: 20 });
  expect(first).toHaveLength(20);
  expect(await mutants(many, { seed: 1, most: 20 })).toEqual(first);
  expect(await mutants(many, { seed: 2, most: 20 })).not.toEqual(first);
});

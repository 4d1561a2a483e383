import { expect, test } from "vitest";
import { factsOf } from "../inspect.ts";

async function stateOf(source: string): Promise<readonly string[]> {
  const { modules } = await factsOf({ "app.py": source });
  return modules
    .flatMap(({ state }) => state.map(({ name, changedIn, changedAt }) => `${name} ${changedIn} ${changedAt}`))
    .toSorted();
}

test("containers and counters of a module that functions change are found where they are changed", async () => {
  const source =
    "seen = {}\norders = []\ncount = 0\ndef add(o):\n    global count\n    count += 1\n    seen[o] = 1\n    orders.append(o)\n";
  expect(await stateOf(source)).toEqual(["count add 6", "orders add 8", "seen add 7"]);
});

test("constants, what the module itself fills, what is made once, and other things of the same name are no state", async () => {
  const source = [
    "NAMES = {'a': 1}",
    "routes = []",
    "routes.append('x')",
    "pool = None",
    "items = []",
    "def get():",
    "    global pool",
    "    pool = pool or object()",
    "    return NAMES['a']",
    "def own(items):",
    "    items.append(1)",
    "def local():",
    "    routes = []",
    "    routes.append(1)",
  ].join("\n");
  expect(await stateOf(source)).toEqual([]);
});

test("a cache that only gets entries is no state, one that is counted in or cleared is", async () => {
  const of = async (body: string) => await stateOf(`_SCHEMA_CACHE = {}\ndef f(key):\n    ${body}\n`);
  expect(await of("_SCHEMA_CACHE[key] = 1")).toEqual([]);
  expect(await of("_SCHEMA_CACHE[key] += 1")).toEqual(["_SCHEMA_CACHE f 3"]);
  expect(await of("_SCHEMA_CACHE.pop(key)")).toEqual(["_SCHEMA_CACHE f 3"]);
});

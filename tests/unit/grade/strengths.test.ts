import { expect, test } from "vitest";
import { strengthsOf } from "../../../harness/grade/strengths.ts";
import { factsOf } from "../submission/inspect.ts";

const asked = async (files: Readonly<Record<string, string>>) =>
  strengthsOf(await factsOf(files)).map(({ text, place }) => ({ name: /\w+\(\)/.exec(text)?.[0], line: place.line }));

const shown: Readonly<Record<string, string>> = {
  "a lock of a row": "    order = session.scalars(select(Order).with_for_update()).one()",
  "a lock in SQL": '    cursor.execute("SELECT 1 FROM orders FOR UPDATE")',
  "a conflict that is caught": "    except IntegrityError:",
  "a conflict in SQL": '    cursor.execute("INSERT ... ON CONFLICT DO NOTHING")',
  "a comparison in constant time": "    return hmac.compare_digest(a, b)",
};

test.each(Object.entries(shown))("%s is asked about, by the function around it", async (_name, code) => {
  const source = `def take(order):\n    try:\n        pass\n${code}\n        pass\n`;
  expect(await asked({ "shop/orders.py": source })).toEqual([{ name: "take()", line: 4 }]);
});

test("functions for retries and cursors are asked about by their names", async () => {
  const source = "def remember_idempotent(key):\n    pass\n\n\ndef read_cursor(text):\n    pass\n";
  expect(await asked({ "shop/orders.py": source })).toEqual([
    { name: "remember_idempotent()", line: 1 },
    { name: "read_cursor()", line: 5 },
  ]);
});

test("the function with the most branches is asked about, once there are some", async () => {
  const branches = "    if a:\n        pass\n".repeat(4);
  expect(await asked({ "shop/a.py": `def few(a):\n    if a:\n        pass\n\n\ndef many(a):\n${branches}` })).toEqual([
    { name: "many()", line: 6 },
  ]);
  expect(await asked({ "shop/a.py": "def few(a):\n    if a:\n        pass\n" })).toEqual([]);
});

test("imports, comments, tests and migrations are not asked about", async () => {
  const lock = "def lock():\n    return query.with_for_update()\n";
  expect(
    await asked({
      "shop/a.py": "from sqlalchemy.exc import IntegrityError\n# FOR UPDATE would be too much here\n",
      "tests/test_a.py": lock,
      "migrations/versions/0001_a.py": `from alembic import op\n${lock}`,
    }),
  ).toEqual([]);
});

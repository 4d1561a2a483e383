import { expect, test } from "vitest";
import { factsOf } from "../inspect.ts";

async function valuesIn(body: string, before = ""): Promise<readonly string[]> {
  const source = `from flask import request\nfrom sqlalchemy import text\n${before}\ndef find(db, name, email, id, sort, limit: int, rows=()):\n${body
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("")}`;
  const { modules } = await factsOf({ "store.py": source });
  return modules.flatMap(({ sql }) => sql.flatMap(({ values }) => values.map(({ expression }) => expression)));
}

const unsafe: Readonly<Record<string, readonly [body: string, value: string]>> = {
  "a value in quotes": ["db.execute(f\"select id from users where name = '{name}'\")", "name"],
  "a value that is compared with": ['db.execute(f"delete from users where id = {id}")', "id"],
  "a pattern in quotes": ["db.execute(f\"select id from users where name like '%{name}%'\")", "name"],
  "a text that is put together": ['db.execute("select id from users where name = \'" + name + "\'")', "name"],
  "a text that is filled by %": ["db.execute(\"select id from users where name = '%s'\" % name)", "name"],
  "a text that is filled by format": ["db.execute(\"update users set name = '{}' where id = 1\".format(name))", "name"],
  "a statement that is run later": ["q = f\"select id from users where name = '{name}'\"\ndb.execute(q)", "name"],
  "a column out of the request": [
    "db.execute(f\"select id from users order by {request.args['sort']}\")",
    "request.args['sort']",
  ],
  "a piece of SQL given to SQLAlchemy": ["db.query(User).filter(text(f\"name = '{name}'\"))", "name"],
};

test.each(Object.entries(unsafe))("%s is a value inside the SQL text", async (_name, [body, value]) => {
  expect(await valuesIn(body)).toEqual([value]);
});

const safe: Readonly<Record<string, string>> = {
  "a parameter": 'db.execute("select id from users where name = %s", [name])',
  "a column from a fixed list": 'column = SORTS[sort]\ndb.execute(f"select id from users order by {column}")',
  "marks for as many parameters as there are values":
    'marks = ", ".join(["%s"] * len(rows))\ndb.execute(f"select id from users where id in ({marks})", rows)',
  "clauses that are joined": 'where = " and ".join(rows)\ndb.execute(f"select id from users where {where}", rows)',
  "a number by its type": 'db.execute(f"select id from users where age > {limit}")',
  "a number by conversion": 'db.execute(f"select id from users where id = {int(id)}")',
  "a constant": "db.execute(f\"select id from users where state = '{STATE}'\")",
  "a fixed text under a name": "state = 'open'\ndb.execute(f\"select id from users where state = '{state}'\")",
  "psycopg's own composition": 'db.execute(SQL("select id from users order by {}").format(Identifier(sort)))',
  "a message that begins like a statement": "print(f\"Select a room from the list, not '{name}'\")",
  "a statement of a fixed beginning": 'db.execute(SELECT + " where id = %s", [id])',
};

test.each(Object.entries(safe))("%s is no value inside the SQL text", async (_name, body) => {
  expect(await valuesIn(body, 'SELECT = "select id from users"\nSTATE = "open"\nSORTS = {"name": "name"}')).toEqual([]);
});

import { expect, test } from "vitest";
import { readFacts } from "../../../harness/submission/facts/read.ts";
import { mutantsOf } from "../../../harness/submission/mutation/mutants-of.ts";
import { edited, repeated } from "./edits.ts";
import { readsAny } from "./reads.ts";

const app = `import os
from flask import Blueprint, Flask, abort, jsonify, request

bp = Blueprint("notes", __name__, url_prefix="/notes")
LIMIT = int(os.environ.get("LIMIT", "20"))

@bp.get("/<uuid:note_id>")
def read(note_id: str) -> dict:
    """One note."""
    rows = db.execute("SELECT * FROM notes WHERE id = '%s'" % note_id).fetchall()
    if not rows and LIMIT > 3:
        return jsonify({"title": f"no {note_id!r}"}), 404
    try:
        return rows[0]
    except (KeyError, ValueError) as error:
        raise abort(400) from error

def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY=os.environ["SECRET_KEY"], DEBUG=False)
    app.register_blueprint(bp)
    app.register_error_handler(404, lambda error: ({}, 404))
    return app
`;
const words = [
  "def f(",
  "class A:\n",
  "@app.route",
  "f'{",
  '"""',
  "lambda: ",
  " if a else ",
  "async ",
  "\\\n",
  "\n    ",
  "return ",
  "import a.",
  "*",
  ":=",
];

async function readPython(text: string): Promise<void> {
  const files = [{ path: "app.py", bytes: text.length }];
  const { modules, leftOut } = await readFacts({ files, read: async () => text });
  expect(modules.length + leftOut.length).toBe(1);
  for (const module of modules) await mutantsOf(module);
}

test("any Python file gives facts and changes, or is left out", async () => {
  await readsAny(edited([app], words), readPython, { numRuns: 80 });
});

test("a Python file of a few words over and over is read, or given up, in seconds", { timeout: 60_000 }, async () => {
  await readsAny(repeated(30_000, words), readPython, { numRuns: 10, mostSeconds: 10 });
});

test("a Python file of lines that are continued without end is given up, and the next one is read", {
  timeout: 60_000,
}, async () => {
  const texts = new Map([
    ["a.py", "a\\\n".repeat(80_000)],
    ["b.py", "a = 1\n"],
  ]);
  const files = [...texts].map(([path, text]) => ({ path, bytes: text.length }));
  const begun = process.cpuUsage();
  const { modules, leftOut } = await readFacts({ files, read: async (path) => texts.get(path) });
  expect(modules).toMatchObject([{ path: "b.py", syntaxErrorAt: undefined }]);
  expect(leftOut).toMatchObject([{ path: "a.py", reason: expect.stringMatching(/takes too long/) }]);
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1e6).toBeLessThan(20);
});

import { expect, test } from "vitest";
import { baseImagesOf } from "../../../harness/sandbox/build/base-images.ts";
import { classicDockerfile } from "../../../harness/sandbox/build/classic-dockerfile.ts";
import { planCommands } from "../../../harness/submission/commands/plan-commands.ts";
import { readInstalled } from "../../../harness/submission/dependencies/installed.ts";
import { dockerignore } from "../../../harness/submission/dockerfile/dockerignore.ts";
import { readDockerfile } from "../../../harness/submission/dockerfile/read-dockerfile.ts";
import { namedMigrations } from "../../../harness/submission/named-migrations.ts";
import type { Workspace } from "../../../harness/submission/types.ts";
import { edited, repeated } from "./edits.ts";
import { readsAny } from "./reads.ts";

/** What is read of a file at most, in characters. */
const size = 256 * 1024;

function workspaceOf(files: Readonly<Record<string, string>>): Pick<Workspace, "files" | "read"> {
  return {
    files: Object.entries(files).map(([path, text]) => ({ path, bytes: text.length })),
    read: async (path, limitBytes) => files[path]?.slice(0, limitBytes),
  };
}

const dockerfile = `# syntax=docker/dockerfile:1
ARG VERSION=3.13
FROM python:\${VERSION}-slim AS build
RUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt \\
  # why
  flask==3.1
COPY --chmod=755 --from=build ["a b", "/c"] 
RUN <<-"EOF" cat
	echo $HOME
	EOF
ENV A="b c" D=e
ONBUILD ADD x.tar /
CMD ["python", "app.py"]
`;
const instructions = [
  "RUN ",
  "RUN cat <<E\n",
  "FROM ",
  "ENV A=",
  "$A",
  "${A:-",
  "pip install ",
  " -r requirements.txt",
  "--mount=type=bind,",
  "COPY --from=",
  " \\\n",
  "&& ",
];

async function readDockerfiles(text: string): Promise<void> {
  const files = { Dockerfile: text, "requirements.txt": "flask==1\n", "pyproject.toml": "[project]\n" };
  await readInstalled(workspaceOf(files), await readDockerfile(workspaceOf(files)));
  const translated = classicDockerfile(text);
  baseImagesOf("text" in translated ? translated.text : text);
}

test("any Dockerfile is read", async () => {
  await readsAny(edited([dockerfile], instructions), readDockerfiles, { numRuns: 300 });
});

test("a Dockerfile of a few words over and over is read in time that grows with its length", async () => {
  await readsAny(repeated(size, instructions), readDockerfiles, { numRuns: 12 });
});

const requirements = `# pinned
flask[async]==3.1.0 ; python_version > "3.9" \\
    --hash=sha256:abc
-r other.txt
-c constraints.txt
--extra-index-url https://example.com/simple
psycopg @ git+https://example.com/x@v1
`;
const pyproject = `[project]
dependencies = [
  "flask==3.1", # it
  'psycopg>=3',
]
[tool.poetry.dependencies]
python = "^3.13"
flask = {version = "3.1", extras = ["async"]}
[[package]]
name = "x"
`;
const names = [
  ...["requirements.txt", "other.txt", "constraints.txt", "pyproject.toml"],
  ...["Pipfile.lock", "poetry.lock", "uv.lock"],
];
const words = [
  "a==1\n",
  "-r other.txt\n",
  "a\\\n",
  "\\\n",
  "[a]\n",
  "a = [\n",
  "a = {\n",
  "[[",
  '"a"',
  " #",
  "; ",
  "--hash=",
  "a[",
  "==",
  "a.",
  "@ ",
];

async function readRequirements(text: string): Promise<void> {
  for (const kept of [["requirements.txt", "other.txt"], ["pyproject.toml"], names]) {
    await readInstalled(workspaceOf(Object.fromEntries(kept.map((name) => [name, text]))), undefined);
  }
}

test("any requirements file, project file and lock is read", async () => {
  await readsAny(edited([requirements, pyproject], words), readRequirements, { numRuns: 500 });
});

test("requirements of a few words over and over are read in time that grows with their length", async () => {
  await readsAny(repeated(size, words), readRequirements, { numRuns: 20 });
});

const commands = `[tool.assay.migrations]
up = "psql \\"$DATABASE_URL\\" -f schema.sql"
back = 'python -m app.migrate back'
`;
const keys = [
  ...["[tool.assay", ".migrations", "]\n", "up = ", "up.a = ", '"""', "'''", "{up = ", "[[", "\\u0000"],
  ...["3\n", "1e9999\n", "2026-01-01\n"],
];

async function readCommandsOfMigrations(text: string): Promise<void> {
  const found = await namedMigrations(workspaceOf({ "pyproject.toml": text }));
  for (const command of Object.values(found ?? {})) {
    if (command !== undefined) expect(command).toMatch(/^[^\0]*\S[^\0]*$/);
  }
}

test("the commands of migrations that any pyproject.toml names are read, or refused with the place", async () => {
  await readsAny(edited([commands], keys), readCommandsOfMigrations, { numRuns: 500 });
});

test("a pyproject.toml of a few words over and over is read in time that grows with its length", async () => {
  await readsAny(repeated(size, [...keys, ...words]), readCommandsOfMigrations, { numRuns: 20 });
});

const ignore = "# what\n*.pyc\n!keep/**\n/venv/\n**/[a-c]?\\*\n";
const patterns = ["*", "**", "**/", "?", "[a-", "[^", "!", "/", "\\", "*a", "a*"];
const paths = [`${"a".repeat(200)}/${"b".repeat(200)}/c.py`, "a/b", "\u0000", "keep/x.pyc"];

test("any .dockerignore is read", async () => {
  await readsAny(edited([ignore], patterns), (text) => paths.map(dockerignore(text)), { numRuns: 300 });
});

test("a .dockerignore of a few words over and over holds nobody up", async () => {
  const long = Array.from({ length: 300 }, (_, index) => `${"a".repeat(240)}/${index}/${"a/".repeat(30)}x.py`);
  await readsAny(
    repeated(size, [...patterns, "*a*a*a\n"]),
    (text) => {
      const ignores = dockerignore(text);
      for (const path of long) ignores(path);
    },
    { numRuns: 8 },
  );
});

const readme = `# Shop
## Run
\`\`\`sh
cp .env.example .env  # and change it
export A="b c" D=postgresql://me@localhost/x; cd app && make test
docker compose run --rm -e A=b web sh -c 'flask db upgrade' > /dev/null 2>&1
curl -d '{
}' localhost
cat <<EOF > .env
A=b
EOF
\`\`\`
## Tests
~~~console
(venv) $ uv run pytest -v --cov=app | tee \${LOG:-x}
~~~
`;
const shell = [
  ...[
    "```sh\n",
    "```\n",
    "## Test\n",
    "$ ",
    "'",
    '"',
    "$(",
    "${",
    "`",
    "\\\n",
    "<<E\n",
    "<a ",
    "&& ",
    "| ",
    "# ",
    "\n",
  ],
  ...["make a\n", "a: a b c\n", "\t$(A)", "A = $(A)\n", "docker run -e ", "sh -c ", "cd ../", "pytest ", ".env", "A="],
];

async function readCommands(text: string): Promise<void> {
  const workspace = workspaceOf({ "README.md": text, Makefile: text, ".env.example": text, "app/x.py": "" });
  await planCommands(text, { workspace, published: new Set(["PORT"]) });
  await planCommands(`\`\`\`sh\nmake a\n${text}`, { workspace, published: new Set(["PORT"]) });
}

test("the commands of any README are read", async () => {
  await readsAny(edited([readme], shell), readCommands, { numRuns: 300 });
});

test("commands of a few words over and over are read in time that grows with their length", async () => {
  await readsAny(repeated(size, shell), readCommands, { numRuns: 40 });
});

import { expect, test } from "vitest";
import debugOff from "../../../../harness/checks/operations/debug-off.ts";
import dockerignore from "../../../../harness/checks/operations/dockerignore.ts";
import healthcheck from "../../../../harness/checks/operations/healthcheck.ts";
import noSecretsInImage from "../../../../harness/checks/operations/no-secrets-in-image.ts";
import pinnedBase from "../../../../harness/checks/operations/pinned-base.ts";
import pinnedDependencies from "../../../../harness/checks/operations/pinned-dependencies.ts";
import { inspect } from "../../submission/inspect.ts";

type Files = Readonly<Record<string, string>>;
const from = "FROM python:3.13-slim\n";

test.each([pinnedBase, dockerignore, noSecretsInImage, debugOff, healthcheck])(
  "$id asks nothing where there is no Dockerfile",
  async (check) => {
    expect(await inspect(check, { "app.py": "x = 1\n" })).toMatchObject({ verdict: "not-applicable" });
  },
);

test.each([
  "python:3.13-slim",
  "python:3.13 AS build",
  `python@sha256:${"0".repeat(64)}`,
  "registry:5000/base:1.2",
  "scratch",
])("FROM %s has a version", async (image) => {
  expect(await inspect(pinnedBase, { Dockerfile: `FROM ${image}\n` })).toMatchObject({ verdict: "passed" });
});

test("a folder that another stage made is not the repository: it needs no .dockerignore", async () => {
  const Dockerfile = "FROM python:3.13-slim AS build\nWORKDIR /out\nFROM python:3.13-slim\nCOPY --from=build . .\n";
  const files = { Dockerfile, ".env": `API_TOKEN=${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}\n` };
  expect(await inspect(dockerignore, files)).toMatchObject({ verdict: "passed" });
  expect(await inspect(noSecretsInImage, files)).toMatchObject({ verdict: "passed" });
});

test.each(["python", "python:latest", "python:slim", "registry:5000/base"])("FROM %s has none", async (image) => {
  expect(await inspect(pinnedBase, { Dockerfile: `# base\nFROM ${image}\n` })).toMatchObject({
    verdict: "failed",
    findings: [{ place: { line: 2 } }],
  });
});

test("stages of its own and arguments with a default are followed", async () => {
  const dockerfile = "ARG PYTHON=3.13-slim\nFROM python:$PYTHON AS build\nFROM build\n";
  expect(await inspect(pinnedBase, { Dockerfile: dockerfile })).toMatchObject({ verdict: "passed" });
});

const pinned: Readonly<Record<string, Files>> = {
  "a requirements file with exact versions": {
    Dockerfile: `${from}RUN pip install -r requirements.txt\n`,
    "requirements.txt": "Flask==3.1.3 # web\npsycopg[binary]==3.3.9 ; python_version > '3'\n",
  },
  "hashes over several lines": {
    Dockerfile: `${from}RUN pip install --require-hashes -r requirements.txt\n`,
    "requirements.txt": "Flask==3.1.3 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n",
  },
  "constraints that pin": {
    Dockerfile: `${from}RUN pip install -c constraints.txt -r requirements.txt\n`,
    "requirements.txt": "Flask\n",
    "constraints.txt": "Flask==3.1.3\n",
  },
  "a second file that it names": {
    Dockerfile: `${from}RUN pip install -r /app/requirements/prod.txt\n`,
    "requirements/prod.txt": "-r base.txt\n",
    "requirements/base.txt": "Flask==3.1.3\n",
  },
  "a lock of uv": {
    Dockerfile: `${from}RUN pip install uv && uv sync --frozen\n`,
    "pyproject.toml": '[project]\ndependencies = ["flask"]\n',
    "uv.lock": "version = 1\n",
  },
  "a lock of Poetry": { Dockerfile: `${from}RUN poetry install --only main\n`, "poetry.lock": "" },
  "a lock of Pipenv": { Dockerfile: `${from}RUN pipenv sync\n`, "Pipfile.lock": "{}" },
  "a locked file before the project itself": {
    Dockerfile: `${from}RUN pip install -r requirements.lock\nRUN pip install --no-deps .\n`,
    "requirements.lock": "Flask==3.1.3\n",
    "pyproject.toml": '[project]\ndependencies = ["flask>=3"]\n',
  },
  "the installers themselves": {
    Dockerfile: `${from}RUN pip install --upgrade pip setuptools && pip install Flask==3.1.3\n`,
  },
  "a commit": {
    Dockerfile: `${from}RUN pip install -r requirements.txt\n`,
    "requirements.txt": "shop @ git+https://host/shop@0123abcd\n",
  },
};

test.each(Object.entries(pinned))("%s: every version is fixed", async (_name, files) => {
  expect(await inspect(pinnedDependencies, files)).toMatchObject({ verdict: "passed" });
});

const loose: Readonly<Record<string, Files>> = {
  "a name alone": {
    Dockerfile: `${from}RUN pip install -r requirements.txt\n`,
    "requirements.txt": "Flask==3.1.3\ngunicorn\n",
  },
  "a range": { Dockerfile: `${from}RUN pip install Flask==3.1.3 'gunicorn>=20'\n` },
  "the project's own ranges": {
    Dockerfile: `${from}COPY . .\nRUN pip install .\n`,
    "pyproject.toml": '[project]\ndependencies = [\n  "flask==3.1.3", # web\n  "gunicorn>=20",\n]\n',
  },
  "the dependencies of Poetry": {
    Dockerfile: `${from}RUN pip install .\n`,
    "pyproject.toml":
      '[tool.poetry]\nname = "flask-shop"\n\n[tool.poetry.dependencies]\npython = "^3.13"\nflask = "3.1.3"\ngunicorn = { version = "^23", extras = [] }\n',
  },
};

test.each(Object.entries(loose))("%s: half of the versions are not", async (_name, files) => {
  expect(await inspect(pinnedDependencies, files)).toMatchObject({ verdict: "failed", share: 0.5 });
});

test("copying the whole folder needs a .dockerignore; copying parts, or into an earlier stage, does not", async () => {
  expect(await inspect(dockerignore, { Dockerfile: `${from}COPY . .\n` })).toMatchObject({ verdict: "failed" });
  expect(await inspect(dockerignore, { Dockerfile: `${from}COPY --chown=1:1 . /app\n` })).toMatchObject({
    verdict: "failed",
  });
  expect(await inspect(dockerignore, { Dockerfile: `${from}COPY . .\n`, ".dockerignore": ".git\n" })).toMatchObject({
    verdict: "passed",
  });
  expect(await inspect(dockerignore, { Dockerfile: `${from}COPY src src\n` })).toMatchObject({ verdict: "passed" });
  expect(await inspect(dockerignore, { Dockerfile: `${from}COPY . .\n${from}COPY --from=0 /x /x\n` })).toMatchObject({
    verdict: "passed",
  });
});

test("a secret that is set, or an .env with one that is copied, is named; placeholders and what is ignored are not", async () => {
  const secret = "API_PASSWORD=wq83hTr5Lz";
  expect(await inspect(noSecretsInImage, { Dockerfile: `${from}ENV ${secret}\n` })).toMatchObject({
    verdict: "failed",
    findings: [{ place: { line: 2 } }],
  });
  expect(await inspect(noSecretsInImage, { Dockerfile: `${from}COPY . .\n`, ".env": `${secret}\n` })).toMatchObject({
    verdict: "failed",
    findings: [{ place: { path: ".env" } }],
  });
  expect(
    await inspect(noSecretsInImage, {
      Dockerfile: `${from}COPY . .\n`,
      ".env": `${secret}\n`,
      ".dockerignore": ".env\n",
    }),
  ).toMatchObject({ verdict: "passed" });
  expect(
    await inspect(noSecretsInImage, { Dockerfile: `${from}ENV API_PASSWORD=change-me\nARG TOKEN\n` }),
  ).toMatchObject({ verdict: "passed" });
});

test("debug mode counts where the image turns it on, not where a module that it does not start would", async () => {
  const main = "app.run(debug=True)\n";
  expect(await inspect(debugOff, { Dockerfile: `${from}ENV FLASK_DEBUG=1\n` })).toMatchObject({ verdict: "failed" });
  expect(
    await inspect(debugOff, { Dockerfile: `${from}CMD ["flask", "--app", "app", "run", "--debug"]\n` }),
  ).toMatchObject({ verdict: "failed" });
  expect(await inspect(debugOff, { Dockerfile: `${from}CMD ["python", "app.py"]\n`, "app.py": main })).toMatchObject({
    verdict: "failed",
    findings: [{ place: { path: "app.py", line: 1 } }],
  });
  expect(
    await inspect(debugOff, { Dockerfile: `${from}ENV FLASK_DEBUG=0\nCMD ["gunicorn", "app:app"]\n`, "app.py": main }),
  ).toMatchObject({ verdict: "passed" });
});

test("a health check that can't succeed is named; one that can, and none, are fine", async () => {
  const check = (command: string) => inspect(healthcheck, { Dockerfile: `${from}HEALTHCHECK CMD ${command}\n` });
  expect(await check("curl -f http://localhost:8000/healthz")).toMatchObject({ verdict: "failed" });
  expect(
    await check("python -c \"import urllib.request as r; r.urlopen('http://localhost:8000/other')\""),
  ).toMatchObject({ verdict: "failed" });
  expect(
    await check("python -c \"import urllib.request as r; r.urlopen('http://localhost:8000/healthz')\""),
  ).toMatchObject({ verdict: "passed" });
  expect(await inspect(healthcheck, { Dockerfile: from })).toMatchObject({ verdict: "not-applicable" });
});

import type { CommandKind } from "./types.ts";

/** What a simple command is for, or why it is not executed. `matters`: what comes later may need what it does. */
export type Sort = CommandKind | { readonly why: string; readonly matters: boolean };

const given = (why: string) => ({ why, matters: false });
const installed = given("what the image and its tests need is installed already, and nothing can be fetched");
const database = given("assay gives it an empty database of its own");
const settings = given("assay gives it the settings of the brief");
const image = given("assay builds the image and starts its containers itself");
const besides = given("it neither starts nor tests the service");
const another = given("it makes an environment of its own, which needs the package index");
const makesFiles = { why: "it makes new migrations, which is its author's to do", matters: true };
const unknown = { why: "assay does not know what it does", matters: true };

/** First words, and what the whole command then is; the first rule that fits decides. */
const rules: readonly (readonly [pattern: RegExp, sort: Sort])[] = [
  [/(^| )(--help|--version|-h)( |$)/, besides],
  [/^(pip[\d.]*|pipx|uv|poetry|pipenv|pdm|rye|conda|mamba|virtualenv|pyenv|hatch|asdf|nvm|rustup) /, installed],
  [/^(brew|apt|apt-get|dnf|yum|apk|choco|winget|snap|service|systemctl|add-apt-repository) /, installed],
  [/^python -m (pip|venv|virtualenv|ensurepip|pipx|build) ?/, installed],
  [/^(source|\.) \S*activate(\.\w+)?$/, installed],
  [/^(deactivate|rehash|\S*Scripts\S*activate\S*)$/i, installed],
  [/^(createdb|dropdb|createuser|dropuser|psql|pg_\w+|initdb|mysql|redis-server|redis-cli)( |$)/, database],
  [/^(cp|mv|ln|copy|source|\.|vim?|nano|touch|echo|cat|printf) (.* )?\S*\.env(\.\w+)?( |$)/, settings],
  [/^set( |$)/, settings],
  [/^(docker|docker-compose|podman|podman-compose|minikube|kubectl|helm|fly|flyctl|heroku|vagrant)( |$)/, image],
  [/^(git|gh|svn|unzip|tar) /, given("the repository is there already")],
  [
    /^(curl|https?|httpie|wget|jq|open|xdg-open|ls|ll|tree|cat|less|head|tail|echo|printf|sleep|exit|kill|pkill|killall|code|vim?|nano|watch|which|export|unset)( |$)/,
    besides,
  ],
  [/^(locust|ab|wrk|hey|k6|siege|newman|schemathesis|assay)( |$)/, besides],
  [/^(ruff|black|mypy|flake8|isort|pylint|bandit|pre-commit|pyright|djlint|safety|pip-audit|radon)( |$)/, besides],
  [/^python -m (ruff|black|mypy|flake8|isort|pylint|bandit|json|http|cProfile|timeit)\b/, besides],
  [/^(celery|rq|dramatiq|huey)( |$)/, given("it needs more than the service and its database")],
  [/^(tox|nox|python -m (tox|nox))( |$)/, another],
  [/^(python -m )?coverage (report|html|xml|json|combine|erase)\b/, besides],
  [/^(python -m )?coverage run .*-m (pytest|unittest)\b/, "test"],
  [/^(pytest|py\.test|python -m (pytest|unittest))( |$)/, "test"],
  [/^((python -m )?(flask (.* )?db|alembic( -\w \S+)*)|(python )?(\.\/)?manage\.py db) upgrade( |$)/, "migrate"],
  [
    /^((python -m )?(flask (.* )?db|alembic)|(python )?(\.\/)?manage\.py db) (init|migrate|revision|merge|edit)( |$)/,
    makesFiles,
  ],
  [/^(python )?(\.\/)?manage\.py (db|shell)( |$)/, besides],
  [/^(python -m )?(flask (.* )?db|alembic)( |$)/, besides],
  [/^(python -m )?flask (.* )?(routes|shell)$/, besides],
  [/^(python -m )?flask( |$)/, "run"],
  [/^(python -m )?(gunicorn|uvicorn|waitress-serve|hypercorn)( |$)/, "run"],
  [/^python (-[uBEWO] )*(-m )?[\w./]/, "run"],
  [/^python( -c .*)?$/, besides],
  [/^(sh|bash) (-[eux]+ )*[\w./]+\.sh( |$)/, "run"],
  [/^(\/(usr\/)?bin\/)?(sh|bash|ash)( -\w+)*$/, besides],
  [/^(\.\/)?[\w./-]+\.(sh|py)( |$)/, "run"],
  [/^\.\/[\w./-]+( |$)/, "run"],
];

/** What comes later in a command does not change what it is for. */
const longestText = 500;

/** `words`: a simple command without assignments and wrappers, `python` for each of Python's names. */
export function kindOf(words: readonly string[]): Sort {
  const text = words.join(" ").slice(0, longestText).trim();
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? unknown;
}

/** Whether the first word is one that a rule knows: what else stands in a block without a language may be anything. */
export function isKnown(words: readonly string[]): boolean {
  return kindOf(words) !== unknown;
}

import type { Workspace } from "../../submission/types.ts";

/** A Dockerfile for a Flask repository that has none: requirements, gunicorn, and the entry point that its files suggest. */
export async function defaultDockerfile(
  workspace: Workspace,
): Promise<{ readonly text: string; readonly entry: string }> {
  const has = (path: string) => workspace.files.some((file) => file.path === path);
  const entry = await entryPoint(workspace);
  const install = has("requirements.txt")
    ? "RUN pip install --no-cache-dir -r requirements.txt"
    : has("pyproject.toml") || has("setup.py")
      ? "RUN pip install --no-cache-dir ."
      : 'RUN pip install --no-cache-dir flask "psycopg[binary]" sqlalchemy';
  const migrates = workspace.files.some(({ path }) => /(^|\/)migrations\/env\.py$/.test(path));
  const [module] = entry.split(":");
  const start = `gunicorn --bind 0.0.0.0:\${PORT:-8000} --worker-tmp-dir /tmp --threads 4 "${entry}"`;
  const command = migrates ? `flask --app ${module} db upgrade && exec ${start}` : `exec ${start}`;
  const text = `FROM python:3.13-slim
WORKDIR /app
COPY . .
${install}
RUN pip install --no-cache-dir gunicorn
RUN useradd --system app
USER app
CMD ["sh", "-c", ${JSON.stringify(command)}]
`;
  return { text, entry };
}

/** `module:object` for gunicorn: a module-level `app`, else an application factory. */
async function entryPoint(workspace: Workspace): Promise<string> {
  const usual = ["wsgi.py", "app.py", "main.py", "run.py", "server.py"];
  for (const path of usual) {
    const text = await workspace.read(path);
    if (text !== undefined && /^(app|application)[ \t]*(:[^=\n]+)?=/m.test(text)) {
      return `${path.replace(/\.py$/, "")}:${/^app[ \t]*(:[^=\n]+)?=/m.test(text) ? "app" : "application"}`;
    }
  }
  const { modules } = await workspace.facts();
  const apps = modules
    .filter(({ role }) => role === "code")
    .flatMap(({ path, apps: found }) => found.map((app) => ({ path, ...app })));
  const factory = apps.find(({ madeIn, handedOut }) => madeIn !== undefined && handedOut);
  if (factory !== undefined) return `${moduleName(factory.path)}:${factory.madeIn}()`;
  const global = apps.find(({ madeIn, variable }) => madeIn === undefined && variable !== undefined);
  if (global !== undefined) return `${moduleName(global.path)}:${global.variable}`;
  return "app:app";
}

function moduleName(path: string): string {
  return path
    .replace(/^src\//, "")
    .replace(/(\/__init__)?\.py$/, "")
    .replaceAll("/", ".");
}

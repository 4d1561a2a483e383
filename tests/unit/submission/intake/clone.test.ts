import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { cloneArguments, cloneEnvironment } from "../../../../harness/submission/intake/clone.ts";
import { defaultIntakeLimits } from "../../../../harness/submission/intake/limits.ts";
import { takeIn } from "../../../../harness/submission/intake.ts";
import { git } from "./git.ts";
import { temporaryFolder, writeTree } from "./temporary.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const signal = new AbortController().signal;

/** An `ssh` that runs the command here: git speaks its real protocol over it, without a network. */
async function sshStandIn(folder: string, script: string): Promise<void> {
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin/ssh"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "bin/ssh"), 0o755);
  vi.stubEnv("PATH", `${join(folder, "bin")}${delimiter}${process.env.PATH}`);
}

const runsHere = 'for last; do :; done\nexec sh -c "$last"';

test("a repository is cloned over ssh, with its branch and its history, and none of its hooks", async () => {
  await using temporary = await temporaryFolder();
  const shop = join(temporary.path, "shop");
  await writeTree(shop, { "app.py": "x = 1\n", ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::touch\n' });
  git(shop, "init", "-q", "-b", "main");
  git(shop, "add", ".");
  git(shop, "commit", "-qm", "first");
  git(shop, "checkout", "-qb", "next");
  await writeTree(shop, { "more.py": "" });
  git(shop, "add", ".");
  git(shop, "commit", "-qm", "second");
  await sshStandIn(temporary.path, runsHere);
  const run = join(temporary.path, "run");
  await using workspace = await takeIn(`ssh://git@host.example${shop}#main`, { folder: run, signal });
  expect(workspace.files.map(({ path }) => path)).toEqual([".gitmodules", "app.py"]);
  expect(workspace.commit).toBe(git(shop, "rev-parse", "main").trim());
  expect((await workspace.history()).length).toBe(1);
});

test("a clone that hangs is stopped at its limit, one that fails says what git said", async () => {
  await using temporary = await temporaryFolder();
  await sshStandIn(temporary.path, "sleep 60");
  const limits = { ...defaultIntakeLimits, cloneSeconds: 0.3 };
  const hung = takeIn("git@host.example:shop.git", { folder: temporary.path, limits, signal });
  await expect(hung).rejects.toThrow("it took longer than 0.3 s");
  await writeFile(join(temporary.path, "bin/ssh"), "#!/bin/sh\necho no such host >&2\nexit 255\n");
  await expect(takeIn("git@host.example:shop.git", { folder: temporary.path, signal })).rejects.toThrow(
    "can't be cloned",
  );
});

test("git gets a clean environment, and the URL where it can't be an option", () => {
  const environment = cloneEnvironment({ PATH: "/bin", GIT_CONFIG_COUNT: "1", GIT_DIR: "/x", EDITOR: "vi" }, "/home");
  expect(environment).toMatchObject({ PATH: "/bin", GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_GLOBAL: "/dev/null" });
  expect(Object.keys(environment)).not.toContain("GIT_CONFIG_COUNT");
  expect(Object.keys(environment)).not.toContain("GIT_DIR");
  expect(cloneArguments({ url: "https://x/y", ref: "main" }, "/t").slice(-3)).toEqual(["--", "https://x/y", "/t"]);
});

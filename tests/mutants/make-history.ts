import { execFile } from "node:child_process";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** How a history is made: nothing given is an hour between commits, one author, and messages that say something. */
interface Manner {
  /** Part of the files that are committed up to and with a commit, 0 to 1. */
  readonly upTo?: (index: number, commits: number) => number;
  readonly minutesBetween?: number;
  readonly firstYear?: number;
  readonly message?: string;
  /** The last commit is somebody else's. */
  readonly endsWithAnother?: true;
  /** A key is committed first, and deleted by the second commit. */
  readonly beginsWithKey?: true;
  /** A file that lies there and is in no commit. */
  readonly leavesOut?: string;
}

const manners: Readonly<Record<string, Manner>> = {
  plain: {},
  "one large commit": { upTo: (index, commits) => (index === 0 ? 0.02 : index === commits - 1 ? 1 : 0.98) },
  "empty messages": { message: "wip" },
  "in the future": { firstYear: 2090 },
  "a long time": { minutesBetween: 110 },
  "two people": { endsWithAnother: true },
  "key deleted": { beginsWithKey: true },
  "requirements left out": { leavesOut: "requirements.txt" },
};

/** Commits the files in so many portions. Throws where the manner is not known. */
export async function makeHistory(path: string, commits: number, name = "plain"): Promise<void> {
  const manner = manners[name];
  if (manner === undefined)
    throw new Error(`There is no history "${name}"; known are ${Object.keys(manners).join(", ")}.`);
  const git = (author: string, ...args: string[]) =>
    run("git", ["-c", `user.name=${author}`, "-c", `user.email=${author}@example.com`, ...args], { cwd: path });
  await git("Ada", "init", "--quiet", "--initial-branch=main");
  const files = (await filesBelow(path)).filter((file) => file !== join(path, manner.leavesOut ?? ""));
  const upTo = manner.upTo ?? ((index: number) => (index + 1) / commits);
  for (let index = 0; index < commits; index += 1) {
    const [from, to] = [index === 0 ? 0 : upTo(index - 1, commits), upTo(index, commits)];
    const portion = files.filter(
      (_, position) => position >= Math.round(from * files.length) && position < Math.round(to * files.length),
    );
    const key = join(path, "deploy.key");
    if (manner.beginsWithKey && index === 0)
      await writeFile(key, `token: ${["gh", "p_"].join("")}${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}\n`);
    if (manner.beginsWithKey && index === 1) await rm(key);
    const touched = manner.beginsWithKey && index < 2 ? [...portion, key] : portion;
    const author = manner.endsWithAnother && index === commits - 1 ? "Grace" : "Ada";
    await git(author, "add", "--force", "--all", "--", ...touched);
    const minutes = index * (manner.minutesBetween ?? 60);
    const date = new Date(Date.UTC(manner.firstYear ?? 2026, 2, 1, 9, minutes)).toISOString();
    const message = manner.message ?? `Step ${index + 1} of the service`;
    await git(author, "commit", "--quiet", "--allow-empty", `--date=${date}`, "-m", message);
  }
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("/.git"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

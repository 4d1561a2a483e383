// node harness/bootstrap.mjs <script> [argument...]
// Runs a script of this repository under the pinned Node, and installs that and the packages first where they are missing.
// Needs nothing but Node 20 and npm: no package may be imported here.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const binary = process.platform === "win32" ? "node.exe" : "node";
const packages = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const pinned = packages.devDependencies.node;

/** Where the `node` package keeps its binary, under a folder with node_modules. */
const nodeOf = (folder) => join(folder, "node_modules", "node", "bin", binary);

/** What the installed packages were installed from: the lock file, for this kind of machine. */
function stampOf() {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  return hash.update(`${process.platform} ${process.arch} ${pinned}`).digest("hex");
}

function tell(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends with a clear word: what failed, and what can be done. */
function stop(message, next) {
  tell(`error: ${message}`);
  tell(`  next      ${next}`);
  process.exit(3);
}

/** Runs npm quietly under a given Node; what it said is shown when it fails. */
function npm(node, args, cwd) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith(".js") ? [node, [cli]] : ["npm", []];
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const { status, error, stdout, stderr } = spawnSync(command, [...first, ...args], {
    cwd,
    env,
    encoding: "utf8",
    shell: process.platform === "win32" && command === "npm",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  tell(error?.message ?? `${stdout}${stderr}`.trim().split("\n").slice(-15).join("\n"));
  stop(`npm ${args.join(" ")} failed.`, "Look at npm's words above: usually the network, a proxy, or a full disk.");
}

/** The pinned Node, so that packages are installed and run by the version they were tried with. */
function pinnedNode() {
  if (process.version === `v${pinned}`) return process.execPath;
  const folder = join(root, ".assay", `node-${pinned}`);
  if (existsSync(nodeOf(folder))) return nodeOf(folder);
  tell(`Installing Node ${pinned} (this is ${process.version}) ...`);
  mkdirSync(folder, { recursive: true });
  const approved = { private: true, allowScripts: { node: true } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(approved));
  npm(process.execPath, ["install", "--no-audit", "--no-fund", `node@${pinned}`], folder);
  return nodeOf(folder);
}

function installPackages() {
  const stampFile = join(root, "node_modules", ".assay-installed");
  const stamp = stampOf();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && existsSync(nodeOf(root))) return;
  const node = pinnedNode();
  tell("Installing packages by the lock file ...");
  npm(node, ["ci", "--no-audit", "--no-fund"], root);
  writeFileSync(stampFile, stamp);
}

const [script, ...given] = process.argv.slice(2);
if (Number(process.versions.node.split(".")[0]) < 20) {
  stop(`Node ${process.version} is too old.`, "Install Node 20 or newer.");
}
if (script === undefined) stop("no script was named.", "npm run assay -- --help");
installPackages();

// npm changes into this folder; what the user names is relative to where they are.
const cwd = process.env.INIT_CWD ?? process.cwd();
// The linter is one large WebAssembly module; optimising its code takes 300 MB and saves no time in a run of a minute.
const flags = ["--liftoff-only"];
const child = spawn(nodeOf(root), [...flags, resolve(root, script), ...given], { cwd, stdio: "inherit" });
// A terminal sends Ctrl-C to both; the child tears down and decides the exit code.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 130));

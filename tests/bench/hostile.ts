import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// npm run bench:hostile [-- any option of vitest]: every hostile submission, and after each of them a good one that is graded with every
// check and must get all its points. An hour and a half.

const run = fileURLToPath(new URL("../run.ts", import.meta.url));
const { status } = spawnSync(process.execPath, [run, "--project", "hostile", ...process.argv.slice(2)], {
  env: { ...process.env, ASSAY_NEXT: "complete" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;

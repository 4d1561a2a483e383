import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "operations.read-only-root",
  stage: "boot",
  after: ["operations.boots"],
  title: "It writes nothing into its own image",
  why: "What a container writes into itself is gone with it, and who breaks in can't leave anything behind where nothing can be written.",
  hint: "Write temporary files to /tmp (gunicorn: worker_tmp_dir), everything else to PostgreSQL; set PYTHONDONTWRITEBYTECODE=1.",
  notAskedBy: ({ runtime }) =>
    runtime.readOnlyRoot ? undefined : "The brief lets the container write to its own file system.",
  run({ boot }) {
    // An app that never came up is held up by operations.boots.
    if (!boot.ready || boot.refusedWrite === undefined) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "It did not start on a read-only file system, and was started again on a writable one.",
          expected: "it writes to /tmp at most",
          received: boot.refusedWrite,
        },
      ],
    };
  },
});

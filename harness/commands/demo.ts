import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { ExitCode } from "../types/errors.ts";
import { runGrade } from "./grade.ts";
import { say } from "./say.ts";

/** Three hand-ins of different quality, as they come. */
const submissions = ["strong-sqlalchemy", "average", "weak"];

export interface DemoCommand {
  readonly out: string;
  readonly install: boolean;
  readonly debug: boolean;
}

/** Grades the demo submissions for real. */
export async function runDemo(command: DemoCommand): Promise<ExitCode> {
  say(
    "Grading three hand-ins to the brief `orders`: each is built, run beside its own PostgreSQL, probed, read and tested.",
  );
  const folder = fileURLToPath(new URL("../../tests/submissions/orders/", import.meta.url));
  return await runGrade({
    ...command,
    sources: submissions.map((name) => `${folder}${name}`),
    brief: "orders",
    seed: randomInt(2 ** 31),
    json: false,
    keep: false,
    limits: {},
    verbose: false,
    hints: false,
  });
}

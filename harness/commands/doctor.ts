import { type ExitCode, exitCode } from "../types/errors.ts";
import { type Diagnosis, diagnose } from "./doctor/diagnose.ts";
import { lookAtMachine, type Machine } from "./doctor/machine.ts";

/**
 * Says what assay needs, what of it is there, and how to get the rest on this platform. Changes nothing. Exit code 3 when
 * something is missing.
 */
export async function runDoctor(
  say: (line: string) => void,
  look: () => Promise<Machine> = lookAtMachine,
): Promise<ExitCode> {
  const machine = await look();
  const diagnoses = diagnose(machine);
  for (const diagnosis of diagnoses) tell(diagnosis, say);
  if (!machine.engine.answers) say("assay rubric, assay invite and assay brief lint need no engine either.");
  const missing = diagnoses.filter(({ next }) => next !== undefined);
  say(missing.length === 0 ? "Everything is there." : `To do: ${missing.map(({ about }) => about).join(", ")}.`);
  return missing.length === 0 ? exitCode.ok : exitCode.environment;
}

function tell({ about, found, next }: Diagnosis, say: (line: string) => void): void {
  say(`${next === undefined ? "ok     " : "missing"}  ${about}: ${found}`);
  if (next !== undefined) say(`         ${next}`);
}

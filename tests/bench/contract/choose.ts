import { InputError } from "../../../harness/types/errors.ts";
import type { CheckId } from "../../../harness/types/outcome.ts";
import type { Mutant } from "../../mutants/load-mutants.ts";
import { familiesOf, visibleOverHttp } from "./families.ts";
import type { Subject } from "./types.ts";

/** A submission to be measured: a correct one has an empty patch. */
interface Chosen extends Subject {
  readonly brief: string;
  readonly patch: string;
  readonly commits: undefined;
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  /** Mutants of the brief that are left out. */
  readonly notVisible: number;
}

/** The correct implementations, which all else is compared with, and then the mutants that are asked for. */
export function choose(
  mutants: readonly Mutant[],
  correct: readonly string[],
  options: {
    readonly brief: string;
    readonly names: readonly string[];
    readonly all: boolean;
    /** Categories of checks, one of which must be among those that catch the mutant; empty for any. */
    readonly families: readonly string[];
    /** Of the mutants that are left each nth is taken. */
    readonly every: number;
  },
): Choice {
  const { brief, names, all, families, every } = options;
  const unknown = names.filter((name) => !correct.includes(name) && !mutants.some((mutant) => mutant.name === name));
  if (unknown.length > 0) {
    throw new InputError(`There is no mutant ${unknown.join(", ")} of ${brief}.`, { where: "the names given" });
  }
  const visible = mutants.filter((mutant) => all || visibleOverHttp(mutant.caughtBy));
  const isOf = (caughtBy: readonly CheckId[]): boolean =>
    families.length === 0 || familiesOf(caughtBy).some((family) => families.includes(family));
  const wanted = visible
    .filter(({ name, caughtBy }) => (names.length === 0 || names.includes(name)) && isOf(caughtBy))
    .filter((_, index) => index % every === 0);
  const bases = [...new Set([...correct, ...wanted.map(({ of }) => of)])];
  const plain = { brief, commits: undefined };
  return {
    notVisible: mutants.length - visible.length,
    chosen: [
      ...bases.map((name) => ({ ...plain, name, of: name, bug: undefined, families: [], patch: "" })),
      ...wanted.map(({ name, of, bug, patch, caughtBy }) => ({
        ...{ ...plain, name, of, bug, patch },
        families: familiesOf(caughtBy),
      })),
    ],
  };
}

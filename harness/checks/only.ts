import { InputError } from "../types/errors.ts";
import type { CheckId } from "../types/outcome.ts";
import { catalogue } from "./catalogue.ts";

/**
 * The checks of these names, and those that they come after: an app that can't create fails there and not everywhere. A name is a
 * check's (`validation.null`) or a family's (`validation`). Throws InputError where nothing has the name.
 */
export function onlyChecks(names: readonly string[]): ReadonlySet<CheckId> {
  const named = names.flatMap((name) => {
    const found = catalogue.filter(({ id }) => id === name || id.startsWith(`${name}.`));
    if (found.length > 0) return found.map(({ id }) => id);
    const families = new Set(catalogue.map(({ id }) => id.split(".")[0]));
    throw new InputError(`There is no check ${name}.`, {
      where: "--only",
      found: name,
      expected: `a check, such as validation.null, or a family: ${[...families].join(", ")}`,
    });
  });
  return withPrerequisites(named);
}

/** These checks, and those that they come after. */
export function withPrerequisites(ids: readonly CheckId[]): ReadonlySet<CheckId> {
  const wanted = new Set<CheckId>();
  const add = (id: CheckId): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    for (const before of catalogue.find((check) => check.id === id)?.after ?? []) add(before);
  };
  for (const id of ids) add(id);
  return wanted;
}

import type { Problem } from "../brief-errors.ts";
import { inBrief, operationAt, type Sources, statusesAreDocumented } from "./sources.ts";

/** The header and the statuses of a repeated create are in the document. */
export function* idempotencyIsDocumented(sources: Sources): Generator<Problem> {
  const { idempotency } = sources.brief;
  if (idempotency === undefined) return;
  const operation = yield* operationAt(sources, ["idempotency", "operation"], idempotency.operation);
  if (operation === undefined) return;
  const { mismatch, inProgress: in_progress, missing } = idempotency;
  for (const [member, statuses] of Object.entries({ mismatch, in_progress, missing })) {
    yield* statusesAreDocumented(sources, ["idempotency", member], operation, statuses);
  }
  const header = operation.parameters.find(
    (each) => each.in === "header" && each.name.toLowerCase() === idempotency.header.toLowerCase(),
  );
  if (header === undefined) {
    yield inBrief(sources, ["idempotency", "header"], `${operation.id} has no header parameter ${idempotency.header}.`);
  } else if (header.required !== missing.length > 0) {
    const documented = header.required ? "required" : "optional";
    const message = `${header.name} is ${documented} in the document; here, leaving it out gives ${missing.join(", ") || "no error"}.`;
    yield inBrief(sources, ["idempotency", "missing"], message);
  }
}

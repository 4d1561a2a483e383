import actions from "./actions.ts";
import createThenList from "./create-then-list.ts";
import createThenRead from "./create-then-read.ts";
import dataset from "./dataset.ts";
import remove from "./delete.ts";
import exclusive from "./exclusive.ts";
import invariants from "./invariants.ts";
import partialUpdate from "./partial-update.ts";
import replace from "./replace.ts";
import serverFields from "./server-fields.ts";
import timestamps from "./timestamps.ts";
import transitions from "./transitions.ts";

export const statefulChecks = [
  createThenRead,
  createThenList,
  invariants,
  timestamps,
  partialUpdate,
  replace,
  remove,
  exclusive,
  actions,
  serverFields,
  transitions,
  dataset,
];

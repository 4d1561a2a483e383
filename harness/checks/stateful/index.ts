import actions from "./actions.ts";
import createThenList from "./create-then-list.ts";
import createThenRead from "./create-then-read.ts";
import dataset from "./dataset.ts";
import remove from "./delete.ts";
import exclusive from "./exclusive.ts";
import invariants from "./invariants.ts";
import model from "./model.ts";
import partialUpdate from "./partial-update.ts";
import replace from "./replace.ts";
import serverFields from "./server-fields.ts";
import timestamps from "./timestamps.ts";
import transitions from "./transitions.ts";
import instants from "./instants.ts";
import overlap from "./overlap.ts";

export const statefulChecks = [
  createThenRead,
  createThenList,
  instants,
  overlap,
  invariants,
  timestamps,
  partialUpdate,
  replace,
  remove,
  exclusive,
  actions,
  serverFields,
  transitions,
  model,
  dataset,
];

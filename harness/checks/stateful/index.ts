import createThenList from "./create-then-list.ts";
import createThenRead from "./create-then-read.ts";
import dataset from "./dataset.ts";
import transitions from "./transitions.ts";

export const statefulChecks = [createThenRead, createThenList, transitions, dataset];

import type { AnyCheck } from "../check.ts";
import coldStart from "./cold-start.ts";
import deepPage from "./deep-page.ts";
import growsWithData from "./grows-with-data.ts";
import list from "./list.ts";
import noErrorsUnderLoad from "./no-errors-under-load.ts";
import read from "./read.ts";
import write from "./write.ts";

export const latencyChecks: readonly AnyCheck[] = [
  coldStart,
  noErrorsUnderLoad,
  read,
  list,
  write,
  growsWithData,
  deepPage,
];

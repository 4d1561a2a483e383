import composes from "./composes.ts";
import cursorKeepsFilters from "./cursor-keeps-filters.ts";
import cursorOpaque from "./cursor-opaque.ts";
import defaultLimit from "./default-limit.ts";
import eachRecordOnce from "./each-record-once.ts";
import lastPage from "./last-page.ts";
import limitCap from "./limit-cap.ts";
import limitInvalid from "./limit-invalid.ts";
import order from "./order.ts";
import stableUnderWrites from "./stable-under-writes.ts";
import pastTheEnd from "./past-the-end.ts";
import total from "./total.ts";

export const paginationChecks = [
  eachRecordOnce,
  order,
  lastPage,
  pastTheEnd,
  total,
  composes,
  cursorKeepsFilters,
  cursorOpaque,
  stableUnderWrites,
  defaultLimit,
  limitCap,
  limitInvalid,
];

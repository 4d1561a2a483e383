import defaultLimit from "./default-limit.ts";
import eachRecordOnce from "./each-record-once.ts";
import limitCap from "./limit-cap.ts";
import limitInvalid from "./limit-invalid.ts";
import order from "./order.ts";

export const paginationChecks = [eachRecordOnce, order, defaultLimit, limitCap, limitInvalid];

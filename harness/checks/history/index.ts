import type { AnyCheck } from "../check.ts";
import generatedFilesCommitted from "./generated-files-committed.ts";
import identities from "./identities.ts";
import incremental from "./incremental.ts";
import megaCommit from "./mega-commit.ts";
import messages from "./messages.ts";
import secretsInHistory from "./secrets-in-history.ts";
import styleWhiplash from "./style-whiplash.ts";
import timestampsPlausible from "./timestamps-plausible.ts";
import withinWindow from "./within-window.ts";

/** How the work grew: a bonus and questions, never a deduction. */
export const historyChecks: readonly AnyCheck[] = [
  incremental,
  megaCommit,
  messages,
  timestampsPlausible,
  withinWindow,
  identities,
  secretsInHistory,
  generatedFilesCommitted,
  styleWhiplash,
];

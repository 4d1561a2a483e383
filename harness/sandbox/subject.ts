import type { RuntimeContract } from "../brief/types.ts";
import type { Workspace } from "../submission/types.ts";

/** A submission's image, and what containers of it beside the app are given. */
export interface Subject {
  /** The submission's image, or the one with what its tests need. */
  readonly image: string;
  readonly workspace: Workspace;
  readonly contract: RuntimeContract;
  readonly credentials: { readonly username: string; readonly password: string };
}

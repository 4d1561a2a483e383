import type { Brief, Pagination } from "../../brief/types.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForPages(brief: Brief): string | undefined {
  return brief.pagination === undefined ? "The brief publishes no pagination." : undefined;
}

export function paginationOf(brief: Brief): Pagination {
  if (brief.pagination === undefined) throw new Error("not asked by this brief");
  return brief.pagination;
}

/** Whether a limit was refused: the published status, or 400 or 422; that it is a documented one is asked by contract.documented-status. */
export function isRefusal(status: number, published: number | "clamp"): boolean {
  return status === published || status === 400 || status === 422;
}

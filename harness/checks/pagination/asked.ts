import type { Brief, CursorPages, OffsetPages, Pagination } from "../../brief/types.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForPages(brief: Brief): string | undefined {
  return brief.pagination === undefined ? "The brief publishes no pagination." : undefined;
}

export function paginationOf(brief: Brief): Pagination {
  if (brief.pagination === undefined) throw new Error("not asked by this brief");
  return brief.pagination;
}

/** The same for a check of cursors. */
export function askedForCursors(brief: Brief): string | undefined {
  return (
    askedForPages(brief) ?? (brief.pagination?.style === "cursor" ? undefined : "The brief's pages have no cursor.")
  );
}

export function cursorPagesOf(brief: Brief): CursorPages {
  if (brief.pagination?.style !== "cursor") throw new Error("not asked by this brief");
  return brief.pagination;
}

/** The same for a check of offsets and counts. */
export function askedForOffsets(brief: Brief): string | undefined {
  return (
    askedForPages(brief) ?? (brief.pagination?.style === "offset" ? undefined : "The brief's pages have no offset.")
  );
}

export function offsetPagesOf(brief: Brief): OffsetPages {
  if (brief.pagination?.style !== "offset") throw new Error("not asked by this brief");
  return brief.pagination;
}

/** Whether a limit was refused: the published status, or 400 or 422; that it is a documented one is asked by contract.documented-status. */
export function isRefusal(status: number, published: number | "clamp"): boolean {
  return status === published || status === 400 || status === 422;
}

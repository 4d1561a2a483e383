import type { Brief, Pagination } from "../../brief/types.ts";

type Sort = NonNullable<Pagination["sort"]> & { readonly parameter: string };

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForSort(brief: Brief): string | undefined {
  return publishedSort(brief) === undefined ? "The brief publishes no sort parameter." : undefined;
}

export function sortOf(brief: Brief): Sort {
  const sort = publishedSort(brief);
  if (sort === undefined) throw new Error("not asked by this brief");
  return sort;
}

function publishedSort({ pagination }: Brief): Sort | undefined {
  const parameter = pagination?.parameters.sort;
  return pagination?.sort === undefined || parameter === undefined ? undefined : { ...pagination.sort, parameter };
}

import type { Answer, Asked } from "./fake-app.ts";

interface Article {
  readonly sku: string;
  readonly [member: string]: unknown;
}

/** Mistakes that show only after several requests, but for the last, which shows after one. */
export type StockBug =
  | "tags-outlive"
  | "taken-again-after-replace"
  | "list-lags"
  | "sku-never-free"
  | "fails-after-delete"
  | "withdrawal-not-stored";

const defaults = { tags: [], weight_kg: null, location: null, reorder_quantity: 12, discontinued: false };

/** The stock brief, in memory; correct without a bug. */
export function fakeStock(bug?: StockBug): (asked: Asked) => Answer {
  const articles = new Map<string, Article>();
  const oldTags = new Map<string, unknown>();
  const withdrawn = new Map<string, number>();
  const lists = new Map<string, Answer>();
  const deleted = new Set<string>();
  let clock = Date.UTC(2026, 0, 1);
  const now = (): string => {
    clock += 1000;
    return new Date(clock).toISOString();
  };
  const missing: Answer = { status: 404, json: { status: 404, code: "not-found", message: "No such article." } };
  const refused: Answer = { status: 409, json: { status: 409, code: "conflict", message: "No." } };

  function create(json: Article): Answer {
    lists.clear();
    if (bug === "fails-after-delete" && deleted.size > 0) return { status: 500, json: {} };
    if (articles.has(json.sku) || (bug === "sku-never-free" && deleted.has(json.sku))) return refused;
    const at = now();
    const tags = bug === "tags-outlive" ? (oldTags.get(json.sku) ?? json.tags) : json.tags;
    const article = { ...defaults, ...json, tags: tags ?? [], created_at: at, updated_at: at };
    articles.set(json.sku, article);
    return { status: 201, json: article };
  }

  function replace(article: Article, json: Article): Answer {
    const lost = bug === "taken-again-after-replace" ? (withdrawn.get(article.sku) ?? 0) : 0;
    const kept = { sku: article.sku, created_at: article.created_at, updated_at: now() };
    const after = { ...defaults, ...json, ...kept, quantity: Math.max(0, Number(json.quantity) - lost) };
    articles.set(article.sku, after);
    return { status: 200, json: after };
  }

  function withdraw(article: Article, amount: number): Answer {
    const left = Number(article.quantity) - amount;
    if (left < 0) return refused;
    const after = { ...article, quantity: left, updated_at: now() };
    withdrawn.set(article.sku, (withdrawn.get(article.sku) ?? 0) + amount);
    if (bug !== "withdrawal-not-stored") articles.set(article.sku, after);
    return { status: 200, json: after };
  }

  function remove(article: Article): Answer {
    lists.clear();
    oldTags.set(article.sku, article.tags);
    deleted.add(article.sku);
    articles.delete(article.sku);
    return { status: 204 };
  }

  function list(query: URLSearchParams): Answer {
    const known = lists.get(query.toString());
    if (bug === "list-lags" && known !== undefined) return known;
    const order = query.get("order") ?? "sku";
    const key = order.replace("-", "");
    const found = [...articles.values()].filter((article) => isSelected(article, query)).sort(by(key));
    if (order.startsWith("-")) found.reverse();
    const from = Number(query.get("after") ?? 0);
    const until = from + Math.min(80, Number(query.get("size") ?? 25));
    const next = until < found.length ? String(until) : null;
    const answer = { status: 200, json: { articles: found.slice(from, until), next } };
    lists.set(query.toString(), answer);
    return answer;
  }

  return ({ method, path, query, json }) => {
    const [, , , sku, withdrawals] = path.split("/");
    if (sku === undefined) return method === "POST" ? create(json as Article) : list(query);
    const article = articles.get(sku);
    if (article === undefined) return missing;
    if (withdrawals !== undefined) return withdraw(article, Number(json.quantity));
    if (method === "PUT") return replace(article, json as Article);
    return method === "DELETE" ? remove(article) : { status: 200, json: article };
  };
}

function isSelected(article: Article, query: URLSearchParams): boolean {
  const is = (name: string, holds: (value: string) => boolean): boolean => {
    const value = query.get(name);
    return value === null || holds(value);
  };
  return (
    is("supplier", (value) => article.supplier === value) &&
    is("discontinued", (value) => String(article.discontinued) === value) &&
    is("quantity_from", (value) => Number(article.quantity) >= Number(value)) &&
    is("quantity_below", (value) => Number(article.quantity) < Number(value))
  );
}

function by(key: string) {
  const shown = (article: Article): string => String(article[key]).padStart(40, "0");
  return (one: Article, other: Article): number =>
    shown(one) < shown(other) ? -1 : shown(one) > shown(other) ? 1 : one.sku < other.sku ? -1 : 1;
}

import type { Node } from "web-tree-sitter";
import { all, fieldText } from "../facts/nodes.ts";
import type { Change } from "./types.ts";

/** What a status becomes: a wrong one of the same kind, as people mix them up. */
const mixedUp: ReadonlyMap<string, string> = new Map([
  ["200", "202"],
  ["201", "200"],
  ["204", "200"],
  ["400", "422"],
  ["401", "403"],
  ["403", "401"],
  ["404", "410"],
  ["409", "400"],
  ["410", "404"],
  ["412", "409"],
  ["413", "400"],
  ["415", "400"],
  ["422", "400"],
  ["503", "500"],
]);
const mixedUpNames: ReadonlyMap<string, string> = new Map([
  ["OK", "ACCEPTED"],
  ["CREATED", "OK"],
  ["NO_CONTENT", "OK"],
  ["BAD_REQUEST", "UNPROCESSABLE_ENTITY"],
  ["UNAUTHORIZED", "FORBIDDEN"],
  ["NOT_FOUND", "GONE"],
  ["CONFLICT", "BAD_REQUEST"],
  ["UNPROCESSABLE_ENTITY", "BAD_REQUEST"],
  ["UNSUPPORTED_MEDIA_TYPE", "BAD_REQUEST"],
  ["SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR"],
]);

/** Another status in a returned tuple, or among the arguments of a call (`abort(404)`, `make_response(body, 201)`). */
export function changedStatuses(root: Node): readonly Change[] {
  const numbers = all(root, "integer").flatMap((node) => change(node, mixedUp.get(node.text), isStatus(node)));
  const names = all(root, "attribute").flatMap((node) => {
    const name = node.childForFieldName("attribute");
    const isNamed = /(^|\.)HTTPStatus$/.test(fieldText(node, "object"));
    return name === null ? [] : change(name, mixedUpNames.get(name.text), isNamed);
  });
  return [...numbers, ...names];
}

function change(node: Node, replacement: string | undefined, applies: boolean): readonly Change[] {
  if (replacement === undefined || !applies) return [];
  const what = `the status ${node.text} became ${replacement}`;
  return [{ kind: "status", start: node.startIndex, end: node.endIndex, replacement, what }];
}

/** `max_length=200` and `range(200)` are none: a number counts where its place or its name says that it is a status. */
function isStatus(node: Node): boolean {
  const parent = node.parent;
  if (parent?.type === "keyword_argument") return /status|^code$/.test(fieldText(parent, "name"));
  if (parent?.type === "assignment") return /status/.test(fieldText(parent, "left"));
  if (parent?.type === "expression_list" || parent?.type === "tuple") return parent.parent?.type === "return_statement";
  if (parent?.type !== "argument_list") return false;
  const called = fieldText(parent.parent ?? parent, "function");
  return /abort|response|problem|error|response_class|reject|refus|fail/i.test(called);
}

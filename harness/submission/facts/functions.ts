import type { Node } from "web-tree-sitter";
import type { Resolve } from "./imports.ts";
import { all, allHere, around, fieldText, lastOf, lineOf } from "./nodes.ts";
import type { ClassFact, FunctionFact } from "./types.ts";

/** McCabe's decisions. Comprehensions, `and`/`or` and conditional expressions do not count, as in the linter's rule C901. */
const decisions = ["if_statement", "elif_clause", "for_statement", "while_statement", "except_clause", "case_clause"];

export function readFunctions(root: Node): readonly FunctionFact[] {
  return all(root, "function_definition").map((node) => {
    const outer = around(node, "function_definition", "class_definition");
    return {
      name: fieldText(node, "name"),
      line: lineOf(node),
      endLine: node.endPosition.row + 1,
      decorators: decoratorsOf(node).map((decorator) => decorator.text.replace(/^@\s*/, "")),
      complexity: 1 + allHere(node, ...decisions).length,
      inside: outer === undefined ? undefined : fieldText(outer, "name"),
      assertions: assertionsOf(node),
      isDocumented: isDocumented(node),
      ...signatureOf(node),
    };
  });
}

export function readClasses(root: Node, resolve: Resolve): readonly ClassFact[] {
  return all(root, "class_definition").map((node) => ({
    name: fieldText(node, "name"),
    line: lineOf(node),
    bases: (node.childForFieldName("superclasses")?.namedChildren ?? []).flatMap((base) => resolve(base) ?? []),
    isDocumented: isDocumented(node),
  }));
}

function isDocumented(definition: Node): boolean {
  const first = definition.childForFieldName("body")?.namedChildren.find(({ type }) => type !== "comment");
  return (
    first?.type === "expression_statement" && /^(string|concatenated_string)$/.test(first.firstNamedChild?.type ?? "")
  );
}

function signatureOf(definition: Node): Pick<FunctionFact, "parameters" | "typedParameters" | "hasReturnType"> {
  const isParameter = ({ type, text }: Node): boolean =>
    !/separator$|^comment$|^ERROR$/.test(type) && text !== "self" && text !== "cls";
  const parameters = (definition.childForFieldName("parameters")?.namedChildren ?? []).filter(isParameter);
  return {
    parameters: parameters.length,
    typedParameters: parameters.filter(({ type }) => type.startsWith("typed_")).length,
    hasReturnType: definition.childForFieldName("return_type") !== null,
  };
}

export function decoratorsOf(definition: Node): readonly Node[] {
  const parent = definition.parent;
  return parent?.type === "decorated_definition" ? parent.namedChildren.filter(({ type }) => type === "decorator") : [];
}

/** `assert`, unittest's and mock's `assert...` methods, and pytest's `raises`, `warns` and `fail`. */
function assertionsOf(node: Node): number {
  const calls = all(node, "call").filter((call) =>
    /^(assert|raises$|warns$|fail$)/.test(lastOf(fieldText(call, "function"))),
  );
  return all(node, "assert_statement").length + calls.length;
}

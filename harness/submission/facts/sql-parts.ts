import type { Node } from "web-tree-sitter";
import { all, around, fieldText, lastOf } from "./nodes.ts";

/** Names for pieces of SQL and for marks that stand for a parameter: `column`, `placeholder`, `where`. */
const structure =
  /placeholder|param|bind|mark|slot|sql|col(umn)?s?$|column|field|table|schema|literal|quote|ident|expr|clause|where|cond|cast|func|order|direction|operator|^ph$|^p$|^op$/i;

const safeCalls = /^(int|float|bool|len|abs|min|max|round|Literal|Identifier|Placeholder|SQL|join|escape\w*|quote\w*)$/;

/** True for what a client can't choose, or what is a piece of SQL by its name: constants, numbers, marks for parameters. */
export function isHarmlessPart(part: Node, root: Node): boolean {
  switch (part.type) {
    case "string":
      return all(part, "interpolation").every(
        (each) => each.firstNamedChild !== null && isHarmlessPart(each.firstNamedChild, root),
      );
    case "integer":
    case "float":
    case "true":
    case "false":
      return true;
    case "call": {
      const name = lastOf(fieldText(part, "function"));
      return safeCalls.test(name) || structure.test(name);
    }
    case "attribute":
      return isConstant(fieldText(part, "attribute")) || structure.test(fieldText(part, "attribute"));
    case "subscript":
      return isConstant(lastOf(fieldText(part, "value"))) || structure.test(lastOf(fieldText(part, "value")));
    case "conditional_expression":
      return part.namedChildren.filter((_, index) => index !== 1).every((each) => isHarmlessPart(each, root));
    case "identifier":
      return isConstant(part.text) || structure.test(part.text) || isNumber(part) || isFixed(part, root);
    default:
      return false;
  }
}

function isConstant(name: string): boolean {
  return /^_*[A-Z][A-Z0-9_]*$/.test(name);
}

/** A parameter that is declared as a number or an id that can't hold anything else. */
function isNumber(name: Node): boolean {
  const definition = around(name, "function_definition");
  const parameters = definition?.childForFieldName("parameters")?.namedChildren ?? [];
  return parameters.some(
    (parameter) =>
      new RegExp(`^${name.text}\\s*:`).test(parameter.text) &&
      /^(int|float|bool|Decimal|UUID|uuid\.UUID|date|datetime)\b/.test(fieldText(parameter, "type")),
  );
}

/** Everything that it is ever assigned in its function and module, or looped over, is fixed text. */
function isFixed(name: Node, root: Node): boolean {
  const scope = around(name, "function_definition") ?? root;
  const given = [
    ...all(scope, "assignment", "for_statement", "for_in_clause"),
    ...root.namedChildren.flatMap((each) =>
      each.firstNamedChild?.type === "assignment" ? [each.firstNamedChild] : [],
    ),
  ].filter((node) => fieldText(node, "left") === name.text);
  return (
    given.length > 0 &&
    given.every((node) => {
      const value = node.childForFieldName("right");
      return value !== null && all(value, "identifier", "interpolation").length === 0;
    })
  );
}

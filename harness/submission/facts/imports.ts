import type { Node } from "web-tree-sitter";
import { all, dotted, fieldText, lineOf } from "./nodes.ts";
import type { Import } from "./types.ts";

/** Every import of a module, also those inside functions. `import a.b` makes `a` known. */
export function readImports(root: Node): readonly Import[] {
  return all(root, "import_statement", "import_from_statement").flatMap((statement) => {
    const from = statement.type === "import_from_statement" ? fieldText(statement, "module_name") : undefined;
    const line = lineOf(statement);
    return statement.childrenForFieldName("name").map((node): Import => {
      const aliased = node.type === "aliased_import";
      const what = aliased ? fieldText(node, "name") : node.text;
      const origin = from === undefined ? what : joined(from, what);
      if (aliased) return { name: fieldText(node, "alias"), origin, line };
      if (from !== undefined) return { name: what, origin, line };
      const top = what.split(".")[0] ?? what;
      return { name: top, origin: top, line };
    });
  });
}

function joined(from: string, what: string): string {
  return from.endsWith(".") ? `${from}${what}` : `${from}.${what}`;
}

/** Gives the full dotted name of what a node names, through the module's imports and simple aliases. */
export type Resolve = (node: Node | null | undefined) => string | undefined;

export function resolverFor(imports: readonly Import[]): Resolve {
  const origins = new Map(imports.map(({ name, origin }) => [name, origin]));
  return (node) => {
    const name = dotted(node);
    if (name === undefined) return undefined;
    const [first = "", ...rest] = name.split(".");
    return [origins.get(first) ?? first, ...rest].join(".");
  };
}

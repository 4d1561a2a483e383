import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../node_modules/@readme/oas-examples/", import.meta.url));

/** Files of every OpenAPI 3.0 and 3.1 document of the package @readme/oas-examples. */
export function exampleDocuments(): readonly string[] {
  return ["3.0/json", "3.0/yaml", "3.1/json", "3.1/yaml"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.(json|ya?ml)$/.test(name))
      .map((name) => join(root, folder, name)),
  );
}

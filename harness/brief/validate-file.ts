import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { BriefError, type Problem } from "./brief-errors.ts";
import type { LocatedYaml } from "./located-yaml.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const compiled = new Map<string, ValidateFunction>();

/** Validates a file of a brief against one of the published schemas in specs/. Throws BriefError with a line for each problem. */
export function validateFile(yaml: LocatedYaml, schemaName: "brief" | "rubric"): void {
  const validate = compiled.get(schemaName) ?? ajv.compile(schemaOf(schemaName));
  compiled.set(schemaName, validate);
  if (validate(yaml.value)) return;
  const problems = (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "if")
    .map((error) => problemOf(yaml, error));
  throw new BriefError(problems);
}

function schemaOf(name: string): object {
  const schema: unknown = JSON.parse(readFileSync(new URL(`../../specs/${name}.schema.json`, import.meta.url), "utf8"));
  if (typeof schema !== "object" || schema === null) throw new Error(`specs/${name}.schema.json is no object`);
  return schema;
}

function problemOf(yaml: LocatedYaml, error: ErrorObject): Problem {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const extra = "additionalProperty" in error.params ? String(error.params.additionalProperty) : undefined;
  const at = extra === undefined ? path : [...path, extra];
  const name = at.length === 0 ? "the document" : at.join(".");
  const keys = at.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const message =
    extra === undefined
      ? `${name} ${error.message ?? "is invalid"}${allowed(error)}`
      : `${name} is not a known setting`;
  return { where: yaml.where(keys), message, severity: "error" };
}

function allowed(error: ErrorObject): string {
  return "allowedValues" in error.params ? `: ${(error.params.allowedValues as unknown[]).join(", ")}` : "";
}

import { upgrade, validate } from "@scalar/openapi-parser";
import type { OpenAPIV3_1 } from "openapi-types";
import { InputError } from "../../types/errors.ts";
import { BriefError } from "../brief-errors.ts";
import { type LocatedYaml, readYaml } from "../located-yaml.ts";
import { pathOfPointer } from "./pointer.ts";
import { operationsOf } from "./operations.ts";
import { schemaValidator } from "./schema-validator.ts";
import type { ApiDescription, Json } from "./types.ts";

/** Loads an OpenAPI 3.0 or 3.1 document (YAML or JSON). Throws InputError that names the file, the place and what is wrong. */
export async function loadApi(file: string): Promise<ApiDescription> {
  return await apiFrom(await readYaml(file));
}

async function apiFrom(yaml: LocatedYaml): Promise<ApiDescription> {
  const document = await upgradedDocument(yaml);
  const operations = operationsOf(document);
  const validateAt = schemaValidator(document);
  const { title } = document.info as unknown as OpenAPIV3_1.InfoObject;
  return {
    file: yaml.file,
    title,
    document,
    operations,
    operation(id) {
      const found = operations.find((each) => each.id === id);
      if (found !== undefined) return found;
      throw new InputError(`There is no operation ${id}.`, {
        where: yaml.file,
        found: id,
        expected: operations.map((each) => each.id).join(", "),
      });
    },
    validate: validateAt,
  };
}

type Members = { readonly [member: string]: Json };

async function upgradedDocument(yaml: LocatedYaml): Promise<Members> {
  const { value } = yaml;
  const version = isObject(value) ? value.openapi : undefined;
  if (!isObject(value) || typeof version !== "string" || !/^3\.[01]\./.test(version)) {
    throw new InputError(`${yaml.file} is no OpenAPI 3.0 or 3.1 document.`, {
      where: yaml.where(["openapi"]),
      found: version === undefined ? "no member `openapi`" : String(version),
      expected: "openapi: 3.1.0",
    });
  }
  const { valid, errors = [] } = await validate(structuredClone(value));
  if (!valid) {
    throw new BriefError(
      errors.map((error) => ({
        where: yaml.where(pathOfPointer("path" in error && typeof error.path === "string" ? error.path : "")),
        message: `not a valid OpenAPI document: ${error.message}`,
        severity: "error",
      })),
    );
  }
  if (version.startsWith("3.1.")) return value;
  // Upgraded, so that one dialect of schemas is left. The parser changes what it is given.
  const { specification } = upgrade(structuredClone(value));
  if (!isObject(specification))
    throw new InputError(`${yaml.file} can't be upgraded to OpenAPI 3.1.`, { where: yaml.file });
  return specification;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

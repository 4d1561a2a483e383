import { readFile } from "node:fs/promises";
import { validate } from "@scalar/openapi-parser";
import { InputError, messageOf } from "../../types/errors.ts";
import { BriefError } from "../brief-errors.ts";
import { type LocatedYaml, parseYaml, readYaml } from "../located-yaml.ts";
import { refuseDepth } from "../tree-depth.ts";
import { operationsOf } from "./operations.ts";
import { pathOfPointer, pointerTo } from "./pointer.ts";
import { withCleanReferences } from "./references.ts";
import { schemaValidator } from "./schema-validator.ts";
import type { ApiDescription, Json, Notice } from "./types.ts";
import { upgradedTo31 } from "./upgrade-document.ts";

type Members = { readonly [member: string]: Json };

export interface LoadOptions {
  /**
   * For documents that nobody prepared for us: what is wrong becomes notices, schemas that can't be used leave values unchecked.
   * Only what is no OpenAPI 3.0 or 3.1 document at all still throws. Default: a wrong document throws BriefError.
   */
  readonly lenient?: boolean;
}

/** Loads an OpenAPI 3.0 or 3.1 document (YAML or JSON). Throws InputError that names the file, the place and what is wrong. */
export async function loadApi(file: string, { lenient = false }: LoadOptions = {}): Promise<ApiDescription> {
  const yaml = lenient ? await readLeniently(file) : await readYaml(file);
  const { document, version } = checkedVersion(yaml);
  const problems = await problemsOf(document, lenient);
  if (!lenient && problems.length > 0) {
    throw new BriefError(
      problems.map(({ pointer, message }) => ({
        where: yaml.where(pathOfPointer(pointer)),
        message,
        severity: "error",
      })),
    );
  }
  const upgraded = upgradedTo31(document, version);
  if (upgraded === undefined) throw new InputError(`${file} can't be upgraded to OpenAPI 3.1.`, { where: file });
  const clean = withCleanReferences(upgraded);
  const notices: Notice[] = lenient ? [...problems, ...clean.notices] : [];
  return describe(yaml.file, clean.document, notices, lenient);
}

function describe(file: string, document: Members, notices: Notice[], lenient: boolean): ApiDescription {
  const operations = operationsOf(document);
  const { title } = isObject(document.info) ? document.info : {};
  const onUnusable = (pointer: string, why: string): void => {
    notices.push({ pointer, message: `the schema can't be used: ${why}` });
  };
  return {
    file,
    title: typeof title === "string" ? title : "",
    document,
    operations,
    notices,
    operation(id) {
      const found = operations.find((each) => each.id === id);
      if (found !== undefined) return found;
      throw new InputError(`There is no operation ${id}.`, {
        where: file,
        found: id,
        expected: operations.map((each) => each.id).join(", "),
      });
    },
    validate: schemaValidator(document, lenient ? onUnusable : undefined),
  };
}

/** JSON, where it is JSON: a hundred times faster for documents of megabytes, whose lines nobody needs. */
async function readLeniently(file: string): Promise<LocatedYaml> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new InputError(`${file} can't be read.`, { where: file, expected: "a YAML or JSON file", cause });
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return parseYaml(file, text, { repeatedKeys: true });
  }
  refuseDepth(file, value);
  return { file, value, where: () => file };
}

function checkedVersion(yaml: LocatedYaml): { readonly document: Members; readonly version: string } {
  const { value } = yaml;
  const version = isObject(value) ? value.openapi : undefined;
  if (isObject(value) && typeof version === "string" && /^3\.[01]\./.test(version)) return { document: value, version };
  throw new InputError(`${yaml.file} is no OpenAPI 3.0 or 3.1 document.`, {
    where: yaml.where(["openapi"]),
    found: version === undefined ? "no member `openapi`" : String(version),
    expected: "openapi: 3.1.0",
  });
}

/** What the parser finds wrong with the document. */
async function problemsOf(document: Members, lenient: boolean): Promise<readonly Notice[]> {
  try {
    const { valid, errors = [] } = await validate(structuredClone(document));
    if (valid) return [];
    return errors.map((error) => ({
      pointer: pointerOf("path" in error ? error.path : undefined),
      message: `not a valid OpenAPI document: ${error.message}`,
    }));
  } catch (error) {
    if (!lenient) throw error;
    return [{ pointer: "#", message: `the OpenAPI document can't be validated: ${messageOf(error)}` }];
  }
}

function pointerOf(path: unknown): string {
  if (Array.isArray(path)) return pointerTo("#", ...path.map(String));
  return typeof path === "string" ? path : "#";
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

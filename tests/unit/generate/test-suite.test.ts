import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../harness/brief/openapi/types.ts";
import { schemaValues } from "../../../harness/generate/schema-values.ts";
import { jsonSchemaTestSuite, type TestGroup } from "../../corpora/json-schema-test-suite.ts";
import { reasonToLeaveOut, sourceOf } from "./suite-schemas.ts";

const groups = jsonSchemaTestSuite().filter((group) => reasonToLeaveOut(group) === undefined);
const nameOf = ({ file, description }: TestGroup): string => `${file}: ${description}`;

/** The suite takes seconds on a free machine, and more than a minute on one that is shared. */
const timeout = 240_000;

test(
  "what is made for the schemas of the JSON-Schema-Test-Suite is valid or invalid as it says",
  () => {
    for (const group of groups) {
      const source = sourceOf(group.schema as Json);
      const { valid, boundaries, violations } = schemaValues(source);
      const judge = (value: Json): boolean => source.api.validate(source.pointer, value, "request").valid;
      const made = valid === undefined ? [] : fc.sample(valid, { seed: 1, numRuns: 30 });
      expect(
        made.filter((value) => !judge(value)),
        `values of ${nameOf(group)}`,
      ).toEqual([]);
      expect(
        boundaries.filter(({ value }) => !judge(value)),
        `boundaries of ${nameOf(group)}`,
      ).toEqual([]);
      expect(
        violations.filter(({ value }) => judge(value)),
        `violations of ${nameOf(group)}`,
      ).toEqual([]);
    }
  },
  timeout,
);

test(
  "values are made for all schemas of the suite but those that nothing satisfies, and what is not supported is known",
  () => {
    const results = groups.map((group) => ({ group, values: schemaValues(sourceOf(group.schema as Json)) }));
    const without = results.filter(({ values }) => values.valid === undefined).map(({ group }) => group);
    const canBe = ({ tests }: TestGroup): boolean => tests.some(({ valid }) => valid);
    expect(groups.length).toBeGreaterThan(300);
    expect(without.filter((group) => !canBe(group)).map(nameOf)).toEqual(impossible);
    const said = results
      .filter(({ group }) => canBe(group))
      .flatMap(({ group, values }) =>
        values.unsupported.map(({ keyword, why }) => `${nameOf(group)}: ${keyword}: ${why}`),
      );
    expect(said).toEqual(notSupported);
  },
  timeout,
);

/** Schemas that nothing satisfies. */
const impossible: readonly string[] = [
  "allOf.json: allOf with boolean schemas, some false",
  "allOf.json: allOf with boolean schemas, all false",
  "anyOf.json: anyOf with boolean schemas, all false",
  "boolean_schema.json: boolean schema 'false'",
  "not.json: forbid everything with empty schema",
  "not.json: forbid everything with boolean schema true",
  "oneOf.json: oneOf with boolean schemas, all true",
  "oneOf.json: oneOf with boolean schemas, more than one true",
  "oneOf.json: oneOf with boolean schemas, all false",
  "ref.json: $ref to boolean schema false",
];

/** Everything else of which values can't be made, or are made without all that the schema says. */
const notSupported: readonly string[] = [
  "defs.json: validate definition against metaschema: $ref: https://json-schema.org/draft/2020-12/schema is no pointer into this document.",
  "optional/ecmascript-regex.json: ECMA 262 regex escapes control codes with \\c and upper letter: pattern: No text was found for ^\\cC$.",
  "optional/ecmascript-regex.json: ECMA 262 regex escapes control codes with \\c and upper letter: schema: No valid value was found.",
  "optional/ecmascript-regex.json: ECMA 262 regex escapes control codes with \\c and lower letter: pattern: No text was found for ^\\cc$.",
  "optional/ecmascript-regex.json: ECMA 262 regex escapes control codes with \\c and lower letter: schema: No valid value was found.",
  'optional/format/unknown.json: unknown format: format: What the format "unknown" looks like is not known: plain text stands for it.',
  "ref.json: remote ref, containing refs itself: $ref: https://json-schema.org/draft/2020-12/schema is no pointer into this document.",
];

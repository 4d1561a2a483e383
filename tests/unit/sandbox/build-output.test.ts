import { expect, test } from "vitest";
import { buildOutput } from "../../../harness/sandbox/build/build-output.ts";

test("the step that the build is at and the line that says what went wrong are known", () => {
  const output = buildOutput();
  output.add({ stream: "Step 1/3 : RUN pip check || true\nERROR: of a command that may fail\n" });
  output.add({ stream: "Step 2/3 : RUN pip install   -r requirements.txt\n" });
  output.add({ stream: " ---> Running in 0a1b2c\n" });
  output.add({ stream: "Collecting flask\n" });
  output.add({ stream: "\u001b[91mERROR: No matching distribution found for flask==99\n\u001b[0m" });
  output.add({ error: "The command returned a non-zero code: 1" });
  expect(output.step()).toEqual({ number: 2, instruction: "RUN pip install -r requirements.txt" });
  expect(output.decisiveLine()).toBe("ERROR: No matching distribution found for flask==99");
  expect(output.tail()).toContain("\nERROR: No matching");
  expect(output.error()).toBe("The command returned a non-zero code: 1");
  expect(output.cached()).toBe(false);
});

test("a build whose commands all came from the cache is a cached one", () => {
  const output = buildOutput();
  output.add({ stream: "Step 1/2 : FROM python:3.13-slim\n" });
  output.add({ stream: "Step 2/2 : RUN pip install flask\n ---> Using cache\n" });
  expect(output.cached()).toBe(true);
  expect(output.decisiveLine()).toBeUndefined();
});

test("of endless output the end is kept", () => {
  const output = buildOutput();
  for (let line = 0; line < 10_000; line += 1) output.add({ stream: `line ${line}\n` });
  expect(output.tail().length).toBeLessThanOrEqual(32_768);
  expect(output.tail()).toMatch(/line 9999$/);
});

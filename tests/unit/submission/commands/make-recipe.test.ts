import { expect, test } from "vitest";
import { recipeOf } from "../../../../harness/submission/commands/make-recipe.ts";

const makefile = `PYTHON ?= python3
TESTS = tests

.PHONY: test
test: migrate ## runs the tests
\t@$(PYTHON) -m pytest\\
\t  $(TESTS)
\techo $$HOME

migrate:
\tflask db upgrade
all: $(wildcard *.py)
\tcat $<
loop: loop
\tls
`;

test("a recipe is what make would give to a shell, prerequisites first", () => {
  expect(recipeOf(makefile, "test")).toEqual(["flask db upgrade", "python3 -m pytest tests", "echo $HOME"]);
});

test.each([
  ["serve", 'the Makefile has no rule "serve"'],
  ["all", "its recipe holds what only make knows"],
  ["loop", "its rules lead on and on"],
])("the recipe of %s is not guessed", (target, unclear) => {
  expect(recipeOf(makefile, target)).toEqual({ unclear });
});

test("a Makefile with conditions is not guessed", () => {
  expect(recipeOf(`ifdef CI\n${makefile}endif\n`, "test")).toMatchObject({ unclear: expect.any(String) });
});

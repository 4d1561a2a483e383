import { defineConfig } from "vitest/config";
import { isNextComplete } from "./tests/hostile/next.ts";

/** Hundreds of schemas and documents that nobody wrote for us: minutes of computing, by themselves. */
const documents = ["tests/unit/generate/test-suite.test.ts", "tests/unit/generate/plan/*-documents.test.ts"];

/**
 * Groups run one after the other: what measures time must not share the machine.
 * unit: no engine. documents: public ones, fetched. engine: Docker. hostile: submissions that attack. browser: Chromium. mutants: every mutant and every correct implementation.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          exclude: documents,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { name: "documents", include: documents, testTimeout: 60_000, sequence: { groupOrder: 5 } },
      },
      {
        test: {
          name: "engine",
          sequence: { groupOrder: 2 },
          include: ["tests/engine/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "hostile",
          sequence: { groupOrder: 3 },
          include: ["tests/hostile/**/*.test.ts"],
          testTimeout: isNextComplete ? 600_000 : 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "browser",
          sequence: { groupOrder: 1 },
          include: ["tests/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "mutants",
          sequence: { groupOrder: 4 },
          include: ["tests/mutants/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxConcurrency: 3,
        },
      },
    ],
  },
});

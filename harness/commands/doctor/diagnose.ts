import type { Machine } from "./machine.ts";

/** One thing that assay needs; `next` is what to do where it is missing. */
export interface Diagnosis {
  readonly about: string;
  readonly found: string;
  readonly next?: string;
}

/** RegExp.escape and running TypeScript as it is came with this one. */
const leastNodeMajor = 24;

/** assay's own images take about 1 GB; a submission's image may be 2 GB, and a build needs as much again. */
const leastFreeBytes = 5e9;

/** What is there and what is missing, in the order in which it is needed. */
export function diagnose({ nodeVersion, engine, disk }: Machine): readonly Diagnosis[] {
  return [
    {
      about: "Node.js",
      found: nodeVersion,
      ...(Number.parseInt(nodeVersion, 10) < leastNodeMajor
        ? { next: `Install Node.js ${leastNodeMajor} or newer.` }
        : {}),
    },
    ...engineDiagnoses(engine),
    {
      about: "disk space",
      found: `${(disk.freeBytes / 1e9).toFixed(1)} GB free at ${disk.path}`,
      ...(disk.freeBytes < leastFreeBytes
        ? { next: `Free some, ${leastFreeBytes / 1e9} GB are needed; docker system df shows what the engine holds.` }
        : {}),
    },
  ];
}

function engineDiagnoses(engine: Machine["engine"]): readonly Diagnosis[] {
  if (!engine.answers) {
    const tried = engine.tried.length === 0 ? "none found" : `none answers (${engine.tried.join("; ")})`;
    return [{ about: "container engine", found: tried, next: engine.howToStart }];
  }
  const { description, missingImages } = engine;
  const images =
    missingImages.length === 0
      ? { found: "all there" }
      : { found: `missing: ${missingImages.join(", ")}`, next: "assay setup builds them; assay grade does so, too." };
  return [
    { about: "container engine", found: description },
    { about: "assay's images", ...images },
  ];
}

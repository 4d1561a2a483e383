import { type Instruction, escapeOf, logicalLines, parts } from "./logical-lines.ts";

/** A Dockerfile for the classic builder, in the order of its steps. */
export interface ClassicDockerfile {
  readonly text: string;
  /** Line of the candidate's file that each step comes from, from 1. */
  readonly lines: readonly number[];
  /** Modes that COPY --chmod asks for, by the source that it names in the build context. */
  readonly modes: readonly { readonly source: string; readonly mode: number }[];
}

/** Why there is none: `refused` is against the published rules, `cannot` is what this builder has no word for. */
export type Translation =
  | ClassicDockerfile
  | { readonly refused: string; readonly line: number }
  | { readonly cannot: string; readonly line: number };

interface Steps {
  readonly steps: readonly string[];
  readonly modes?: ClassicDockerfile["modes"];
}

type Translated = Steps | { readonly refused: string } | { readonly cannot: string };

/**
 * Writes a Dockerfile so that the classic builder takes it: that one can be held to a network and to its memory, BuildKit inside the
 * engine can't. Mounts, links and here-documents become what they do; a `# syntax` line is a comment. What the engine itself would
 * fetch, from its own network, is refused: ADD with an address.
 */
export function classicDockerfile(text: string): Translation {
  const instructions = logicalLines(text);
  const shell = shellOf(instructions);
  const steps: string[] = [];
  const lines: number[] = [];
  const modes: ClassicDockerfile["modes"][number][] = [];
  for (const instruction of instructions) {
    const translated = stepsOf(instruction, shell);
    if (!("steps" in translated)) return { ...translated, line: instruction.line };
    steps.push(...translated.steps);
    lines.push(...translated.steps.map(() => instruction.line));
    modes.push(...(translated.modes ?? []));
  }
  const directive = escapeOf(text.split(/\r?\n/)) === "`" ? "# escape=`\n" : "";
  return { text: `${directive}${steps.join("\n")}\n`, lines, modes };
}

function stepsOf(instruction: Instruction, shell: readonly string[]): Translated {
  const { keyword, rest } = instruction;
  switch (keyword) {
    case "FROM":
      return { steps: [`FROM ${rest.replace(/^(--platform=\S+\s+)+/i, "")}`] };
    case "RUN":
      return runSteps(instruction, shell);
    case "COPY":
    case "ADD":
      return copySteps(instruction);
    case "ONBUILD": {
      const inner = stepsOf({ ...parts(rest), line: instruction.line }, shell);
      return "steps" in inner ? { ...inner, steps: inner.steps.map((step) => `ONBUILD ${step}`) } : inner;
    }
    default:
      return { steps: [`${keyword} ${rest}`] };
  }
}

/** Caches, secrets and sockets are left out: none is needed for the result. What is bound from the context is copied. */
function runSteps({ rest, hereDocument }: Instruction, shell: readonly string[]): Translated {
  const { flags, words } = flagsOf(rest);
  const before: string[] = [];
  for (const flag of flags.filter((each) => /^--mount=/.test(each))) {
    const options = mountOptions(flag);
    const type = options.get("type") ?? "bind";
    if (type !== "bind") continue;
    const target = options.get("target") ?? options.get("dst") ?? options.get("destination");
    if (target === undefined) return { cannot: `RUN ${flag}` };
    const from = options.get("from");
    const source = options.get("source") ?? options.get("src") ?? (from === undefined ? "." : "/");
    before.push(`COPY ${from === undefined ? "" : `--from=${from} `}${JSON.stringify([source, target])}`);
  }
  if (hereDocument === undefined) return { steps: [...before, `RUN ${words}`] };
  const alone = /^\d*<<-?["']?\w+["']?$/.test(words);
  const body = hereDocument.slice(0, -1).map((line) => (words.includes("<<-") ? line.replace(/^\t+/, "") : line));
  if (alone && body[0]?.startsWith("#!")) return { cannot: "a here-document with an interpreter of its own" };
  const script = alone ? body.join("\n") : [words, ...hereDocument].join("\n");
  return { steps: [...before, `RUN ${JSON.stringify([...shell, script])}`] };
}

const plainWord = /^[\w./*?@+~-]+$/;

function copySteps({ keyword, rest, hereDocument }: Instruction): Translated {
  if (hereDocument !== undefined) return { cannot: `${keyword} with a here-document` };
  const { flags, words } = flagsOf(rest);
  const unknown = flags.find((flag) => !/^--(link|chmod|chown|from)\b/.test(flag));
  const sources = wordsOf(words).slice(0, -1);
  if (keyword === "ADD" && (unknown !== undefined || sources.some((source) => /:\/\/|^git@|\.git(#|$)/.test(source)))) {
    return { refused: `ADD ${words}: a build can reach the package index and Debian's mirror only` };
  }
  if (unknown !== undefined) return { cannot: `${keyword} ${unknown}` };
  // An address may be put together from variables and quotes: what is not plainly a path is copied, which never fetches.
  const verb = keyword === "ADD" && sources.every((source) => plainWord.test(source)) ? "ADD" : "COPY";
  const kept = flags.filter((flag) => /^--(chown|from)=/.test(flag));
  const mode = flags.flatMap((flag) => /^--chmod=0?([0-7]{3,4})$/.exec(flag)?.[1] ?? [])[0];
  const fromContext = !kept.some((flag) => flag.startsWith("--from="));
  return {
    steps: [[verb, ...kept, words].join(" ")],
    modes:
      mode === undefined || !fromContext ? [] : sources.map((source) => ({ source, mode: Number.parseInt(mode, 8) })),
  };
}

/** Flags stand before everything else. */
function flagsOf(rest: string): { readonly flags: readonly string[]; readonly words: string } {
  const flags: string[] = [];
  let words = rest;
  for (let found = /^--\S+/.exec(words)?.[0]; found !== undefined; found = /^--\S+/.exec(words)?.[0]) {
    flags.push(found);
    words = words.slice(found.length).trimStart();
  }
  return { flags, words };
}

function mountOptions(flag: string): ReadonlyMap<string, string> {
  const pairs = flag.slice("--mount=".length).split(",");
  return new Map(
    pairs.map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name.toLowerCase(), value.join("=").replace(/^["']|["']$/g, "")];
    }),
  );
}

/** Sources and target, in either form. */
function wordsOf(text: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // The other form.
  }
  return text.split(/\s+/);
}

/** What runs a here-document: the last SHELL, else the engine's own. */
function shellOf(instructions: readonly Instruction[]): readonly string[] {
  const last = instructions.findLast(({ keyword }) => keyword === "SHELL");
  const words = last === undefined ? [] : wordsOf(last.rest);
  return words.length > 1 ? words : ["/bin/sh", "-c"];
}

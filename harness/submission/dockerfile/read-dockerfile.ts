import { Copy, DockerfileParser, PropertyInstruction } from "dockerfile-ast";
import type { Workspace } from "../types.ts";

/** What a Dockerfile says, without building it. Lines start at 1. */
export interface DockerfileFacts {
  readonly path: string;
  readonly instructions: readonly InstructionFact[];
  /** Images that it builds upon; stages of its own are left out, arguments with a default are filled in. */
  readonly bases: readonly { readonly image: string; readonly line: number }[];
}

interface InstructionFact {
  /** In capitals: `RUN`. */
  readonly keyword: string;
  /** Its arguments, without flags. */
  readonly text: string;
  /** Copies from another stage or image, not from the folder that is built. */
  readonly isFromImage: boolean;
  readonly line: number;
  /** What ENV and ARG set; an ARG without a default sets nothing. */
  readonly sets: readonly { readonly name: string; readonly value: string }[];
  /** In the stage that becomes the image. */
  readonly isInImage: boolean;
}

/** Longer ones are cut: no instruction that a person wrote is, and patterns would take for ever on one that is made to. */
const longestInstruction = 10_000;

/** The Dockerfile at the top, whatever its case; undefined where there is none. */
export async function readDockerfile(
  workspace: Pick<Workspace, "files" | "read">,
): Promise<DockerfileFacts | undefined> {
  const named = workspace.files.filter(({ path }) => path.toLowerCase() === "dockerfile");
  const path = (named.find((file) => file.path === "Dockerfile") ?? named[0])?.path;
  const text = path === undefined ? undefined : await workspace.read(path, 256 * 1024);
  return path === undefined || text === undefined ? undefined : dockerfileFacts(path, text);
}

function dockerfileFacts(path: string, whole: string): DockerfileFacts {
  // The parser, too, takes for ever on a line of comment signs.
  const text = whole.replace(/[^\n]+/g, (line) => line.slice(0, longestInstruction));
  const parsed = DockerfileParser.parse(text);
  const froms = parsed.getFROMs();
  const lastStage = froms.at(-1)?.getRange().start.line ?? 0;
  const instructions = parsed.getInstructions().map((instruction): InstructionFact => {
    const { line } = instruction.getRange().start;
    const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
    return {
      keyword: instruction.getKeyword(),
      text: (instruction.getArgumentsContent() ?? "").slice(0, longestInstruction).replace(/\s+/g, " "),
      isFromImage: instruction instanceof Copy && instruction.getFromFlag() !== null,
      line: line + 1,
      sets: properties.flatMap((property) => {
        const value = property.getUnescapedValue();
        return value === null ? [] : [{ name: property.getName(), value }];
      }),
      isInImage: line >= lastStage,
    };
  });
  const defaults = new Map(
    instructions.flatMap(({ keyword, sets }) => (keyword === "ARG" ? sets.map((set) => [set.name, set.value]) : [])),
  );
  const stages = new Set(froms.flatMap((from) => from.getBuildStage()?.toLowerCase() ?? []));
  const bases = froms.flatMap((from) => {
    const image = from.getImage()?.replace(/\$\{?(\w+)(?::?-([^}]*))?\}?/g, (all, name, otherwise) => {
      return defaults.get(name) ?? otherwise ?? all;
    });
    const isBase = image !== undefined && image !== "scratch" && !stages.has(image.toLowerCase());
    return isBase ? [{ image, line: from.getRange().start.line + 1 }] : [];
  });
  return { path, instructions, bases };
}

import type { Workspace } from "../types.ts";
import { inContainer } from "./in-container.ts";
import { isKnown, kindOf } from "./kind-of.ts";
import { recipeOf } from "./make-recipe.ts";
import { plainWords } from "./plain-words.ts";
import { assignment, placeholder, setting, settingsIn } from "./setting.ts";
import { type BlockLine, blockLines } from "./shell-blocks.ts";
import { type ShellPart, shellLine, type Word } from "./shell-parts.ts";
import type { CommandStep } from "./types.ts";
import { withoutRepeats } from "./without-repeats.ts";

export interface Plan {
  readonly workspace: Pick<Workspace, "files" | "read">;
  /** Names of the variables that the brief publishes. */
  readonly published: ReadonlySet<string>;
}

/** No README has more; a hostile one shall not keep anybody busy. */
const mostSteps = 100;

/** What is to be done with the commands of a README's sections on running and testing, in their order. */
export async function planCommands(markdown: string, plan: Plan): Promise<readonly CommandStep[]> {
  const steps: CommandStep[] = [];
  const planner = new Planner(plan);
  for (const line of blockLines(markdown)) {
    if (steps.length >= mostSteps) break;
    steps.push(...(await planner.ofLine(line)));
  }
  return withoutRepeats(steps.slice(0, mostSteps));
}

/** Words beside a command that say what it does, as in a table: `flask seed    fills the database`. */
const isExplained = /^[^#\n]*\S( {2,}|\t| [-–—→:=]+>? )[^#\s\\]|^[^#\n]*\w: /;

type Place = Pick<CommandStep, "line" | "text" | "isTest">;

/** Knows in which folder the reader stands, and which variables are set. */
class Planner {
  readonly #plan: Plan;
  #folder = "";
  readonly #known = new Set(["HOME", "PWD", "PATH", "USER", "ASSAY_DATABASE"]);

  constructor(plan: Plan) {
    this.#plan = plan;
    for (const name of plan.published) this.#known.add(name);
  }

  async ofLine({ line, text, parts, isShell, isTest }: BlockLine): Promise<readonly CommandStep[]> {
    const place = { line, text: text.replaceAll(/\s*\\?\n\s*/g, " ").slice(0, 300), isTest };
    if (parts === undefined) return isShell ? [skip(place, "a quote in it does not end", true)] : [];
    const plain = plainWords(parts[0]?.words.filter(({ value }) => !assignment.test(value)) ?? []);
    if (
      !isShell &&
      (isExplained.test(place.text) || (!/^(make|cd)$|^$/.test(plain[0]?.value ?? "") && !isKnown(values(plain))))
    )
      return [];
    const steps: CommandStep[] = [];
    for (const part of parts) steps.push(...(await this.#ofPart(part, place, false)));
    return steps;
  }

  async #ofPart(part: ShellPart, place: Place, isInside: boolean, depth = 0): Promise<readonly CommandStep[]> {
    const count = part.words.findIndex(({ value }) => !assignment.test(value));
    const isExport = part.words[0]?.value === "export";
    if (isExport || count < 0) return this.#settings(part.words.slice(isExport ? 1 : 0), place);
    const assignments = part.words.slice(0, count);
    const words = plainWords(part.words.slice(count));
    // `env NAME=value command`
    const more = words.findIndex(({ value }) => !assignment.test(value));
    if (more > 0) return await this.#ofPart({ ...part, words: [...assignments, ...words] }, place, isInside, depth);

    const container = inContainer(words);
    if (container !== undefined && depth < 3) {
      const inner = { ...part, words: [...assignments, ...container.assignments, ...container.words] };
      return await this.#ofPart(inner, place, true, depth + 1);
    }
    const [first = "", second = ""] = values(words);
    if (/^(sh|bash|ash)$/.test(first) && /^-\w*c$/.test(second) && depth < 3) {
      const read = shellLine(words[2]?.value ?? "");
      if ("open" in read) return [skip(place, "a quote in it does not end", true)];
      const inner: CommandStep[] = [];
      for (const each of read.parts) {
        inner.push(
          ...(await this.#ofPart({ ...each, words: [...assignments, ...each.words] }, place, isInside, depth + 1)),
        );
      }
      return inner;
    }
    if (first === "cd") return [this.#enter(second, place)];
    if (first === "make") return await this.#make(words, place, isInside, depth);
    return await this.#ofCommand({ ...part, words }, assignments, place, isInside);
  }

  async #ofCommand(
    part: ShellPart,
    assignments: readonly Word[],
    place: Place,
    inImage: boolean,
  ): Promise<readonly CommandStep[]> {
    const { words } = part;
    const kind = kindOf(values(words));
    if (typeof kind !== "string") {
      const skipped = skip(place, kind.why, kind.matters);
      return isOfSettings(words) ? [...(await this.#example(words, place)), skipped] : [skipped];
    }
    const text = [...words.map(({ raw }) => raw), part.redirections].join(" ").trim();
    const reason = this.#whyNot(part, text);
    if (reason !== undefined) return [skip(place, reason, true)];
    const settings = assignments.map((word) => setting(word, this.#plan.published));
    const script = [...settings.flatMap(({ script: each }) => each ?? []), text].join(" ");
    return [{ ...place, action: kind, script, inImage, isStandIn: settings.some(({ isStandIn }) => isStandIn) }];
  }

  #whyNot({ words, more }: ShellPart, text: string): string | undefined {
    if (more !== undefined) return `it is ${more}`;
    if (placeholder.test(text)) return "it holds a placeholder";
    if (words.some(({ value }) => /^(~|[A-Za-z]:\\|\/(?!tmp\b|dev\b|assay\b))/.test(value))) {
      return "it names a path of another machine";
    }
    const unset = [...text.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)(?!\w|:-)/g)].find(
      ([, name]) => !this.#known.has(name ?? ""),
    );
    return unset === undefined ? undefined : `the README does not say what $${unset[1]} is`;
  }

  #settings(words: readonly Word[], place: Place): readonly CommandStep[] {
    if (words.some(({ raw }) => /^\$[(`]|^`/.test(raw)))
      return [skip(place, "assay gives it the settings of the brief", false)];
    const made = words.filter(({ value }) => assignment.test(value));
    for (const { value } of made) this.#known.add(value.slice(0, value.indexOf("=")));
    return made.flatMap((word): readonly CommandStep[] => {
      const { script, isStandIn } = setting(word, this.#plan.published);
      return script === undefined ? [] : [{ ...place, action: "set", script: `export ${script}`, isStandIn }];
    });
  }

  /** The settings of the example that is copied, or of the usual one. */
  async #example(words: readonly Word[], place: Place): Promise<readonly CommandStep[]> {
    const named = values(words).map((word) => word.replace(/^\.\//, ""));
    const paths = this.#plan.workspace.files.map(({ path }) => path);
    const path = [...named, ".env.example", ".env.sample", "example.env"].find((each) => paths.includes(each));
    return path === undefined ? [] : this.#settings(settingsIn((await this.#plan.workspace.read(path)) ?? ""), place);
  }

  #enter(to: string, place: Place): CommandStep {
    // A reader may have gone back to the top in between.
    const folder = [folderAt(this.#folder, to), folderAt("", to)].find(
      (each) => each === "" || this.#plan.workspace.files.some(({ path }) => path.startsWith(`${each}/`)),
    );
    if (to === "" || to.startsWith("/") || folder === undefined) {
      return skip(place, "the repository is there already", false);
    }
    this.#folder = folder;
    return { ...place, action: "enter", folder };
  }

  async #make(words: readonly Word[], place: Place, inImage: boolean, depth: number): Promise<readonly CommandStep[]> {
    const [, target = "", ...others] = values(words);
    if (others.length > 0 || !/^[\w.-]+$/.test(target) || target.startsWith("-") || depth > 2) {
      return [skip(place, "assay only reads Makefiles, rule by rule", true)];
    }
    const path = this.#plan.workspace.files.find(({ path: each }) => /^(GNUmakefile|[Mm]akefile)$/.test(each))?.path;
    const text = path === undefined || this.#folder !== "" ? undefined : await this.#plan.workspace.read(path);
    if (text === undefined) return [skip(place, "there is no Makefile", true)];
    const recipe = recipeOf(text, target);
    if ("unclear" in recipe) return [skip(place, recipe.unclear, true)];
    const steps: CommandStep[] = [];
    for (const line of recipe) {
      const read = shellLine(line);
      const inner = { ...place, text: `${place.text} (${line})`.slice(0, 300) };
      if ("open" in read) steps.push(skip(inner, "a quote in it does not end", true));
      else for (const part of read.parts) steps.push(...(await this.#ofPart(part, inner, inImage, depth + 1)));
    }
    return steps;
  }
}

function skip({ line, text, isTest }: Place, why: string, matters: boolean): CommandStep {
  return { line, text, isTest, action: "skip", why, matters };
}

function values(words: readonly Word[]): readonly string[] {
  return words.map(({ value }) => value);
}

function folderAt(from: string, to: string): string {
  const parts = from.split("/").filter((part) => part !== "");
  for (const part of to.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** `cp .env.example .env`, `. ./.env` */
function isOfSettings(words: readonly Word[]): boolean {
  return /^(cp|mv|ln|source|\.)$/.test(words[0]?.value ?? "") && words.some(({ value }) => /(^|\/)\.env$/.test(value));
}

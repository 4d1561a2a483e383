import type { Word } from "./shell-parts.ts";

/** Options that are followed by a value of their own. */
const withValue =
  /^(-[evpwuflhmc]|--(env|volume|publish|name|network|net|workdir|user|env-file|file|profile|project-name|hostname|platform|mount|add-host|memory|cpus|label|link|project-directory))$/;
/** Images and services that are nobody's own. */
const notTheirs =
  /(^|[/_-])(db|database|postgres\w*|pg|redis|mysql|mariadb|nginx|adminer|pgadmin\w*|rabbitmq|python)(?=$|[:_-])/i;

/** What a command does inside a container: `docker run IMAGE CMD`, `docker compose run|exec SERVICE CMD`, `docker exec NAME CMD`. */
export interface InContainer {
  readonly assignments: readonly Word[];
  readonly words: readonly Word[];
}

/** Undefined where the line says nothing that is done in a container of the app's, or not clearly. */
export function inContainer(words: readonly Word[]): InContainer | undefined {
  const rest = [...words];
  const first = rest.shift()?.value ?? "";
  if (!/^(docker|docker-compose|podman|podman-compose)$/.test(first)) return undefined;
  const isCompose = first.endsWith("-compose") || rest[0]?.value === "compose";
  if (rest[0]?.value === "compose") rest.shift();
  const assignments: Word[] = [];
  if (options(rest, assignments)) return undefined;
  const verb = rest.shift()?.value;
  if (verb !== "exec" && verb !== "run") return undefined;
  if (verb === "run" && !isCompose && rest.length === 0) return undefined;
  if (options(rest, assignments)) return undefined;
  const name = rest.shift()?.value ?? "";
  if (name === "" || notTheirs.test(name) || rest.length === 0) return undefined;
  return { assignments, words: rest };
}

/** Takes the options from the front; true where one of them changes what the command is. */
function options(rest: Word[], assignments: Word[]): boolean {
  while (rest[0]?.value.startsWith("-")) {
    const { value } = rest.shift() ?? { value: "" };
    if (/^--entrypoint\b/.test(value)) return true;
    const [, inline] = /^(?:--env=|-e)(\w+=.*)$/.exec(value) ?? [];
    if (inline !== undefined) assignments.push(quoted(inline));
    if (!withValue.test(value)) continue;
    const given = rest.shift();
    if (/^(-e|--env)$/.test(value) && given !== undefined && /^\w+=/.test(given.value)) assignments.push(given);
  }
  return false;
}

function quoted(value: string): Word {
  const at = value.indexOf("=") + 1;
  return { raw: `${value.slice(0, at)}'${value.slice(at).replaceAll("'", `'\\''`)}'`, value };
}

import { jsonOf } from "../../../http/headers.ts";
import type { Answered } from "../../../http/types.ts";
import { isObject } from "../../json-values.ts";
import { mainResource } from "../../main-resource.ts";
import type { Run } from "./run-commands.ts";

const newText = "unique() { od -An -N6 -tx1 /dev/urandom | tr -d ' \\n'; }";

/**
 * A script for a POSIX shell with curl and jq that replays a run from its first step: what must be new each time is drawn anew, and
 * the ids that the app chooses are kept in variables. `$BASE_URL` and credentials are variables, as in every command of a report.
 */
export function replayScript({ attempt, sent }: Run): string {
  const { id } = mainResource(attempt.context.brief);
  const commands = sent.flatMap(({ step }) => step.exchanges.map(({ curl }) => curl)).join("\n");
  const variables = new Map(
    [...attempt.onlyOnce].filter((text) => commands.includes(text)).map((text, index) => [text, `key${index + 1}`]),
  );
  const keys = [...variables.values()].map((name) => `${name}=$(unique)`);
  const isOurs = (made: string): boolean => [...attempt.onlyOnce].some((text) => made.includes(text));
  let ids = 0;
  const steps = sent.flatMap(({ command, step }, index) => {
    const [first] = step.exchanges;
    const lines = step.exchanges.map(({ curl }) =>
      [...variables].reduce((line, [text, name]) => withVariable(line, text, name), curl),
    );
    const title = `# ${index + 1}. ${requestLine(first)}`;
    const made = command.effect === "creates" ? idIn(first, id) : undefined;
    if (made === undefined || isOurs(made) || variables.has(`/${made}`)) return [title, ...lines.map(withLineBreak)];
    ids += 1;
    const name = `id${ids}`;
    variables.set(`/${made}`, name);
    return [title, `${name}=$(${lines.join().replace(/^curl -i/, "curl -s")} | jq -r .${id})`];
  });
  return [...(keys.length === 0 ? [] : [newText, ...keys]), ...steps].join("\n");
}

/** Bodies end without one. */
function withLineBreak(command: string): string {
  return `${command}; echo`;
}

function requestLine({ request }: Answered): string {
  return `${request.method} ${request.target}`;
}

function idIn({ response }: Answered, id: string): string | undefined {
  const shown = response.status < 300 ? jsonOf(response) : undefined;
  return isObject(shown) && shown[id] !== undefined ? String(shown[id]) : undefined;
}

/**
 * A command with a text replaced by a variable, in and outside of single quotes. A text that begins with a slash is the segment of
 * a path: it is replaced only where it is a whole one.
 */
function withVariable(command: string, text: string, name: string): string {
  const slash = text.startsWith("/") ? "/" : "";
  let result = "";
  let isQuoted = false;
  for (let at = 0; at < command.length; ) {
    const isWhole = slash === "" || !/[\w-]/.test(command.charAt(at + text.length));
    if (command.startsWith(text, at) && isWhole) {
      result += slash + (isQuoted ? `'"$${name}"'` : `"$${name}"`);
      at += text.length;
      continue;
    }
    const character = command.charAt(at);
    if (character === "\\" && !isQuoted) {
      result += command.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (character === "'") isQuoted = !isQuoted;
    result += character;
    at += 1;
  }
  return result;
}

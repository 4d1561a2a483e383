import type { Word } from "./shell-parts.ts";

/** An assignment as it is made in the sandbox. */
export interface Setting {
  /** Undefined where assay gives this variable itself. */
  readonly script: string | undefined;
  readonly isStandIn: boolean;
}

export const assignment = /^[A-Za-z_]\w*=/;

/** Text that a reader has to put something of their own in the place of. */
export const placeholder = /<[A-Za-z][^<>\n]*>|\byour[-_ ]?\w*|\bpath\/to\b|…|\.\.\.|(^|\s)\[[^\]]*\]/i;

/** What a virtual environment sets, and what is the image's own. */
const ours = /^(PATH|HOME|PWD|USER|VIRTUAL_ENV|PYTHONHOME)$/;

/**
 * `NAME=value` for the sandbox: variables that the brief publishes keep assay's values, an address of a database is that of the one at
 * hand, in the spelling that stands there.
 */
export function setting({ raw, value }: Word, published: ReadonlySet<string>): Setting {
  const name = value.slice(0, value.indexOf("="));
  const text = value.slice(name.length + 1);
  if (published.has(name) || ours.test(name)) return { script: undefined, isStandIn: false };
  const scheme = /^postgres(?:ql)?(?:\+\w+)?(?=:\/\/)/.exec(text)?.[0];
  if (scheme !== undefined) return { script: `${name}="${scheme}://$ASSAY_DATABASE"`, isStandIn: false };
  if (placeholder.test(text)) return { script: `${name}=stand-in`, isStandIn: true };
  return { script: raw, isStandIn: /^(~|\/(?!tmp\b|dev\b))/.test(text) };
}

/** Lines of an example of a settings file (`.env.example`), as assignments. */
export function settingsIn(text: string): readonly Word[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, given = ""] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    const value = given
      .replace(/\s+#.*$/, "")
      .replace(/^(["'])(.*)\1$/, "$2")
      .trim();
    return name === undefined || value === ""
      ? []
      : [{ raw: `${name}='${value.replaceAll("'", `'\\''`)}'`, value: `${name}=${value}` }];
  });
}

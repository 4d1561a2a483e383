/** A placeholder: `{{name}}`. GitHub's own expressions, `${{ ... }}`, are left alone. */
const placeholder = /(?<!\$)\{\{(\w+)\}\}/g;

/** Replaces each placeholder once; what comes in is not searched again. Throws Error for one that nobody fills. */
export function fillTemplate(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`Nothing fills the placeholder ${name} of the starter repository.`);
    return value;
  });
}

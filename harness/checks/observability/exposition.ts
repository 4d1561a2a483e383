/** What a text exposition of metrics says: samples by name and labels, and the lines that are no exposition. */
export interface Exposition {
  readonly samples: readonly Sample[];
  /** Type of each metric family, where one is declared. */
  readonly types: ReadonlyMap<string, string>;
  readonly faults: readonly ExpositionFault[];
}

interface Sample {
  readonly name: string;
  /** Name and labels in one order: what tells one series from another. */
  readonly series: string;
  readonly value: number;
}

interface ExpositionFault {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly what: string;
}

const types = new Set(["counter", "gauge", "histogram", "summary", "untyped", "unknown", "info", "stateset"]);
const nameForm = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const labelForm = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/;
/** A name, labels whose values may hold anything but a bare quote, a value, and perhaps a time (and what OpenMetrics puts after it). */
const sampleForm =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)(?:\s+-?[\d.]+(?:e[+-]?\d+)?)?\s*(?:#.*)?$/i;
const numberForm = /^[+-]?(?:inf|nan|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/**
 * Reads the text format of Prometheus, and of OpenMetrics as far as it is the same. Sources: Prometheus, exposition formats 0.0.4;
 * OpenMetrics 1.0.
 */
export function readExposition(text: string): Exposition {
  const samples: Sample[] = [];
  const declared = new Map<string, string>();
  const faults: ExpositionFault[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    const wrong = (what: string): unknown => faults.push({ line: index + 1, text: line.slice(0, 200), what });
    const given = line.trim();
    if (given === "") continue;
    const [, keyword, name, rest = ""] = /^#\s*(TYPE|HELP)\s+(\S+)\s*(.*)$/.exec(given) ?? [];
    if (keyword !== undefined && name !== undefined) {
      if (!nameForm.test(name)) wrong("no name of a metric");
      if (keyword === "TYPE" && !types.has(rest)) wrong("no type of metrics");
      if (keyword === "TYPE" && declared.has(name)) wrong("a second type of the same metric");
      if (keyword === "TYPE") declared.set(name, rest);
      continue;
    }
    if (given.startsWith("#")) continue;
    const sample = sampleOf(given);
    if (sample === undefined) wrong('not `name{label="value"} number`');
    else if (seen.has(sample.series)) wrong("the same series a second time");
    if (sample === undefined) continue;
    seen.add(sample.series);
    samples.push(sample);
  }
  return { samples, types: declared, faults };
}

/** Series that count up for as long as the process lives: counters, and the counts of histograms and summaries. */
export function countersOf({ samples, types: declared }: Exposition): ReadonlyMap<string, number> {
  const isCounter = (name: string): boolean => {
    const type = declared.get(name) ?? declared.get(name.replace(/_(?:total|count|bucket)$/, ""));
    return type === "counter" || ((type === "histogram" || type === "summary") && /_(?:count|bucket)$/.test(name));
  };
  return new Map(samples.filter(({ name }) => isCounter(name)).map(({ series, value }) => [series, value]));
}

function sampleOf(line: string): Sample | undefined {
  const [, name, labels = "", number] = sampleForm.exec(line) ?? [];
  if (name === undefined || number === undefined || !numberForm.test(number)) return undefined;
  const pairs: string[] = [];
  for (let rest = labels; rest.trim() !== ""; ) {
    const found = labelForm.exec(rest);
    if (found === null) return undefined;
    pairs.push(`${found[1]}="${found[2]}"`);
    rest = rest.slice(found[0].length);
  }
  const value = /inf/i.test(number) ? (number.startsWith("-") ? -Infinity : Infinity) : Number(number);
  return { name, series: `${name}{${pairs.sort().join(",")}}`, value };
}

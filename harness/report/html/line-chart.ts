import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Plot } from "../../types/outcome.ts";
import { oneLine } from "../text/cut.ts";
import { nameUnseen } from "../text/unseen.ts";
import { type Html, html, ours } from "./escape.ts";

use([LineChart, GridComponent, LegendComponent, SVGRenderer]);

const size = { width: 600, height: 320 } as const;
/** Names from the page's styles, so that one drawing suits light, dark and paper. Lines also differ in their dashes. */
const colours = ["var(--line-1)", "var(--line-2)", "var(--line-3)", "var(--line-4)"];
const dashes = ["solid", "dashed", "dotted", [8, 3, 2, 3]] as const;
const text = { color: "var(--ink-soft)", fontSize: 13, fontFamily: "inherit" } as const;
const axisLine = { lineStyle: { color: "var(--ink-faint)" } } as const;

/** A plot as SVG, with its numbers in a table that opens. `id` is unique in the page. The same plot gives the same bytes. */
export function lineChart(plot: Plot, id: string): Html {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption(optionFor(plot));
    return html`<figure class="plot"><figcaption>${label(plot.title)}</figcaption>
${ours(settled(chart.renderToSVGString(), id))}
${numbersOf(plot)}</figure>`;
  } finally {
    chart.dispose();
  }
}

function optionFor({ xLabel, yLabel, scale, series }: Plot): Readonly<Record<string, unknown>> {
  const isLog = scale === "log";
  const axis = { type: isLog ? "log" : "value", nameTextStyle: text, axisLabel: text, axisLine };
  return {
    animation: false,
    color: colours,
    grid: { left: 56, right: isLog ? 40 : 24, top: 36, bottom: 76 },
    legend: { bottom: 0, itemWidth: 36, itemGap: 24, textStyle: { ...text, color: "var(--ink)" } },
    xAxis: { ...axis, name: label(xLabel), nameLocation: "middle", nameGap: 28, splitLine: { show: false } },
    yAxis: {
      ...axis,
      name: label(yLabel),
      ...(isLog ? {} : { min: 0 }),
      splitLine: { lineStyle: { color: "var(--edge)" } },
    },
    series: series.map(({ name, points }, index) => ({
      type: "line",
      name: label(name),
      data: points,
      symbol: "none",
      silent: true,
      emphasis: { disabled: true },
      lineStyle: { width: 2.5, type: dashes[index % dashes.length] },
    })),
  };
}

/**
 * The drawing as the page needs it: scaled to its place, hidden from screen readers (the table says it), and without the names
 * that the library counts up over its whole life, which would differ from one rendering to the next.
 */
function settled(svg: string, id: string): string {
  const clips = [...new Set([...svg.matchAll(/id="(zr[\w-]+)"/g)].map(([, name]) => name))];
  return svg
    .replace(/^<svg [^>]*>/, `<svg viewBox="0 0 ${size.width} ${size.height}" aria-hidden="true" focusable="false">`)
    .replace(/<style ?>[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, "")
    .replace(/zr\d+-c\d+/g, (name) => `${id}-clip-${clips.indexOf(name)}`)
    .trim();
}

function numbersOf({ xLabel, yLabel, series }: Plot): Html {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const columns = series.map(({ points }) => new Map(points));
  return html`<details class="aside"><summary>The numbers of this plot</summary>
<table class="numbers"><thead><tr><th scope="col">${label(xLabel)}</th>${series.map(
    ({ name }) => html`<th scope="col">${label(name)}, ${label(yLabel)}</th>`,
  )}</tr></thead><tbody>
${xs.map((x) => html`<tr><th scope="row">${x}</th>${columns.map((column) => html`<td>${column.get(x) ?? "–"}</td>`)}</tr>\n`)}</tbody></table></details>`;
}

function label(words: string): string {
  return nameUnseen(oneLine(words, 80));
}

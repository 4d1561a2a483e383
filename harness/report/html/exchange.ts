import type { Exchange } from "../../types/exchange.ts";
import { duration, grouped } from "../text/numbers.ts";
import { type Html, html, line, lines } from "./escape.ts";

/** One request and its response, closed until somebody wants to see them. */
export function exchangeView({ request, response, failure, durationMs }: Exchange): Html {
  const result = response === undefined ? (failure ?? "no response") : String(response.status);
  return html`<details class="exchange"><summary><code>${line(request.method, 20)} ${line(request.target, 160)}</code> <span class="result">${line(result, 120)}</span> <span class="quiet">${duration(durationMs)}</span></summary>
<p class="label">Request</p>
<pre>${lines(`${request.method} ${request.target}`, 1_000)}${headerLines(request.headers)}${body(request.body)}</pre>
<p class="label">Response</p>
${
  response === undefined
    ? html`<p>${line(failure ?? "There was no response.")}</p>`
    : html`<pre>${response.status}${headerLines(response.headers)}${body(response.body)}</pre>${
        response.bodyCut
          ? html`<p class="quiet">The body has ${grouped(response.bodyBytes)} bytes; its start was kept.</p>`
          : undefined
      }`
}
</details>`;
}

function headerLines(headers: Exchange["request"]["headers"]): Html {
  const shown = headers.slice(0, 40);
  return html`${shown.map(([name, value]) => html`\n${line(name, 80)}: ${line(value, 400)}`)}${
    shown.length < headers.length ? html`\n… ${headers.length - shown.length} more headers` : undefined
  }`;
}

function body(text: string | undefined): Html | undefined {
  return text === undefined || text === "" ? undefined : html`\n\n${lines(text, 4_000)}`;
}

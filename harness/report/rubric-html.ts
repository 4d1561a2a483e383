import { escaped } from "./html/escape.ts";
import {
  capital,
  howPointsAreGiven,
  howSignalsAreRead,
  pointsText,
  type RubricCriterion,
  type RubricPage,
} from "./rubric-markdown.ts";

/** The rubric as one page that needs nothing else: no script, no font, no request. */
export function renderRubricHtml(page: RubricPage): string {
  const title = `Rubric: ${escaped(page.title)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${page.hours} hours, ${escaped(page.language)}, ${escaped(page.database)}.
Brief <code>${escaped(page.id)}</code>, version <code>${escaped(page.sha256.slice(0, 12))}</code>.</p>
<p>This is everything that gives points. Nothing that is graded is hidden.</p>
<nav aria-label="Categories"><ul>${contents(page)}</ul></nav>
</header>
<main>
<section>
<h2>How points are given</h2>
<ul>${howPointsAreGiven.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>
<h2>Numbers</h2>
<table>
<thead><tr><th scope="col">What</th><th scope="col">Bound</th></tr></thead>
<tbody>${page.thresholds.map(({ what, bound }) => `<tr><th scope="row">${escaped(what)}</th><td>${escaped(bound)}</td></tr>`).join("\n")}</tbody>
</table>
</section>
${page.categories.map(({ name, points, criteria }) => section(name, `${capital(name)}: ${pointsText(points)}`, criteria)).join("\n")}
${page.stretch.length === 0 ? "" : section("bonus", "Bonus: on top of the 100 points", page.stretch)}
${page.levels.length === 0 ? "" : levels(page)}
</main>
</body>
</html>
`;
}

function contents(page: RubricPage): string {
  const links = page.categories.map(
    ({ name, points }) => `<li><a href="#${escaped(name)}">${escaped(capital(name))}</a> ${points}</li>`,
  );
  const bonus = page.stretch.length === 0 ? [] : ['<li><a href="#bonus">Bonus</a></li>'];
  const signals = page.levels.length === 0 ? [] : ['<li><a href="#signals">Signals of experience</a></li>'];
  return [...links, ...bonus, ...signals].join("");
}

function levels(page: RubricPage): string {
  const articles = page.levels.map(({ name, describes, signals }) => {
    const items = signals.map(({ title, checks }) => {
      const shownBy = checks.map((check) => `${escaped(check.title)} <code>${escaped(check.id)}</code>`);
      return `<li><strong>${escaped(title)}</strong><br>${shownBy.join("; ")}</li>`;
    });
    return `<article>
<h3>${escaped(name)}</h3>
<p>${escaped(describes)}</p>
<ul>${items.join("\n")}</ul>
</article>`;
  });
  return `<section id="signals">
<h2>Signals of experience</h2>
<p>${escaped(howSignalsAreRead)}</p>
${articles.join("\n")}
</section>`;
}

function section(id: string, heading: string, criteria: readonly RubricCriterion[]): string {
  return `<section id="${escaped(id)}">
<h2>${escaped(heading)}</h2>
${criteria.map(article).join("\n")}
</section>`;
}

function article({ title, points, full, half, none, checks }: RubricCriterion): string {
  const items = checks.map(
    (check) =>
      `<li><strong>${escaped(check.title)}</strong> <code>${escaped(check.id)}</code><br>${escaped(check.why)}</li>`,
  );
  return `<article>
<h3>${escaped(title)} <span class="points">${pointsText(points)}</span></h3>
<dl>
<dt>Full</dt><dd>${escaped(full)}</dd>
<dt>Half</dt><dd>${escaped(half)}</dd>
<dt>None</dt><dd>${escaped(none)}</dd>
</dl>
<h4>What is checked, and why</h4>
<ul>${items.join("\n")}</ul>
</article>`;
}

/** Colours reach a contrast of 4.5:1 on their ground in both schemes (WCAG 2.2, 1.4.3). */
const style = `
:root { color-scheme: light dark; --ink: #1c2024; --quiet: #55606b; --line: #d5dade; --ground: #ffffff; --link: #0a58b0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebee; --quiet: #a9b3bd; --line: #3b444d; --ground: #14181b; --link: #8cbcff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 48rem; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { margin-top: 2.5rem; font-size: 1.3rem; }
h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
h4 { margin: 1rem 0 .25rem; font-size: .9rem; color: var(--quiet); }
a { color: var(--link); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; break-inside: avoid; }
.points { float: right; font-weight: 400; color: var(--quiet); }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
code { font-size: .85em; color: var(--quiet); overflow-wrap: anywhere; }
li { margin: .3rem 0; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody th { font-weight: 400; }
`;

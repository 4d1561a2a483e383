/** Criteria, checks, findings, exchanges, plots and time lines. */
export const evidenceStyles = `
details > summary { cursor: pointer; }
.criterion { background: var(--card); border: 1px solid var(--edge); border-left: 5px solid var(--edge-strong); border-radius: 12px; margin-top: .75rem; }
.criterion.is-full { border-left-color: var(--good); } .criterion.is-part { border-left-color: var(--wait); }
.criterion.is-none { border-left-color: var(--bad); } .criterion.is-undecided { border-left-color: var(--own); }
.criterion > summary, .check > summary { display: flex; gap: .75rem; align-items: baseline; list-style: none; }
.criterion > summary::-webkit-details-marker, .check > summary::-webkit-details-marker { display: none; }
.criterion > summary { padding: .85rem 1.1rem; }
.criterion > summary h4 { font-size: 1rem; flex: 1; line-height: 1.4; }
.criterion > summary::after, .check > summary::after { content: ""; flex: none; width: .45rem; height: .45rem; margin-right: .2rem; border: solid var(--ink-faint); border-width: 0 2px 2px 0; transform: rotate(45deg) translate(-.15rem, -.1rem); }
.criterion[open] > summary::after, .check[open] > summary::after { transform: rotate(225deg) translate(-.15rem, -.15rem); }
summary .points { font-weight: 650; }
.criterion-body { padding: 0 1.1rem 1.1rem; }
.reason { color: var(--ink-soft); font-size: .93rem; }
.levels { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .6rem; margin: .8rem 0 1rem; }
.levels > div { border: 1px solid var(--edge); border-radius: 8px; padding: .55rem .75rem; font-size: .88rem; }
.levels dt { font-weight: 650; color: var(--ink-soft); } .levels dd { margin: 0; color: var(--ink-soft); }
.levels .reached { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.levels .reached dt, .levels .reached dd { color: var(--ink); }

.signals { list-style: none; padding: 0; margin-top: .5rem; }
.signal { border: 1px solid var(--edge); border-left: 5px solid var(--edge-strong); border-radius: 9px; margin-top: .4rem; background: var(--card); }
.signal.is-shown { border-left-color: var(--good); } .signal.is-partly { border-left-color: var(--wait); } .signal.is-not-shown { border-left-color: var(--bad); }
.signal summary { display: flex; gap: .75rem; align-items: baseline; padding: .5rem .8rem; }
.signal details > ul { padding: 0 .8rem .7rem 2rem; font-size: .92rem; color: var(--ink-soft); }

.check { border: 1px solid var(--edge); border-radius: 9px; margin-top: .5rem; background: var(--card); }
.check > summary { padding: .55rem .8rem; }
.check-title { flex: 1; font-weight: 550; font-size: .95rem; line-height: 1.4; }
.mark { flex: none; width: 1.4rem; height: 1.4rem; border-radius: 50%; display: grid; place-items: center; font-size: .8rem; font-weight: 700; align-self: flex-start; }
.verdict { font-size: .84rem; font-weight: 600; text-align: right; }
.is-passed > summary .mark { background: var(--good-paper); } .is-passed > summary :is(.mark, .verdict) { color: var(--good); }
.is-failed > summary .mark { background: var(--bad-paper); } .is-failed > summary :is(.mark, .verdict) { color: var(--bad); }
.is-blocked > summary .mark { background: var(--wait-paper); } .is-blocked > summary :is(.mark, .verdict) { color: var(--wait); }
.is-inconclusive > summary .mark { background: var(--own-paper); } .is-inconclusive > summary :is(.mark, .verdict) { color: var(--own); }
.is-not-applicable > summary .mark { background: var(--sunk); } .is-not-applicable > summary :is(.mark, .verdict) { color: var(--ink-soft); }
@media (max-width: 34rem) {
  .check > summary { display: grid; grid-template-columns: auto 1fr auto; gap: .1rem .6rem; }
  .check > summary .verdict { grid-column: 2; grid-row: 2; text-align: left; }
  .check > summary::after { grid-column: 3; grid-row: 1; align-self: center; }
  .criterion > summary, .criterion-body { padding-left: .85rem; padding-right: .85rem; }
}
.check-body { padding: 0 .8rem .8rem; display: grid; gap: .7rem; }
.check-body > * { min-width: 0; }
.why { color: var(--ink-soft); font-size: .93rem; }
.hint { background: var(--sunk); border-radius: 8px; padding: .6rem .8rem; font-size: .93rem; }
.label { font-size: .8rem; font-weight: 650; color: var(--ink-soft); }
.findings { list-style: none; padding: 0; margin-top: .8rem; display: grid; gap: .8rem; }
.finding { border-left: 3px solid var(--bad); padding-left: .9rem; display: grid; gap: .5rem; }
.finding > * { min-width: 0; }
.message { font-weight: 550; }
pre, code { font-family: var(--mono); font-size: .86em; }
code { background: var(--sunk); border-radius: 4px; padding: .1em .3em; }
summary code { background: none; padding: 0; }
pre { margin: 0; background: var(--sunk); border: 1px solid var(--edge); border-radius: 8px; padding: .65rem .8rem; white-space: pre-wrap; tab-size: 4; overflow: hidden; font-size: .83rem; line-height: 1.5; }
pre.curl { user-select: all; -webkit-user-select: all; cursor: copy; }
.label + pre { margin-top: -.35rem; }
.unseen { white-space: nowrap; letter-spacing: 0; font-weight: 500; color: var(--bad); background: var(--bad-paper); border-radius: 3px; padding: 0 .15em; font-family: var(--mono); font-size: .88em; user-select: all; }
.comparison { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: .6rem; }
.comparison > div { border-radius: 8px; padding: .5rem .8rem; min-width: 0; }
.comparison .expected { background: var(--good-paper); } .comparison .received { background: var(--bad-paper); }
.comparison dt { font-size: .8rem; font-weight: 650; } .comparison dd { margin: 0; font-family: var(--mono); font-size: .83rem; white-space: pre-wrap; overflow: hidden; }
.comparison .expected dt { color: var(--good); } .comparison .received dt { color: var(--bad); }
.exchange, .aside { font-size: .92rem; }
.exchange > summary, .aside > summary { padding: .15rem 0; color: var(--ink-soft); }
.exchange > summary .result { font-weight: 650; color: var(--ink); }
.exchange > .label { margin: .5rem 0 .2rem; } .exchange > .label + pre { margin-top: 0; }
.aside > pre { margin-top: .4rem; }
.measurements { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.measurements li { background: var(--sunk); border-radius: 8px; padding: .4rem .75rem; font-size: .88rem; color: var(--ink-soft); }
.measurements strong { color: var(--ink); font-size: 1.02rem; font-variant-numeric: tabular-nums; }
.plot { margin: .2rem 0 0; max-width: 40rem; }
.plot figcaption { font-weight: 600; font-size: .93rem; margin-bottom: .3rem; }
.plot svg { display: block; width: 100%; height: auto; font-family: var(--sans); }
.numbers { border-collapse: collapse; font-size: .86rem; font-variant-numeric: tabular-nums; margin-top: .4rem; }
.time-line { margin: .2rem 0 0; max-width: 40rem; display: grid; gap: .35rem; }
.time-line figcaption { font-weight: 600; font-size: .93rem; }
.time-line svg { display: block; overflow: visible; }
.time-line line { stroke: var(--ink-faint); stroke-width: 2; } .time-line .disturbed { stroke: var(--wait); stroke-width: 6; } .time-line line.is-done { stroke: var(--ink); }
.time-line circle { fill: var(--ink-faint); stroke: var(--card); stroke-width: 1.5; } .time-line circle.is-kept { fill: var(--good); } .time-line circle.is-broken { fill: var(--bad); }
.time-line table { border-collapse: collapse; font-size: .86rem; width: 100%; }
.time-line :is(th, td) { text-align: left; vertical-align: top; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid var(--edge); overflow-wrap: anywhere; }
.time-line th { font-weight: 500; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--ink-soft); }
.time-line tr.is-done td { font-weight: 600; } .time-line tr.is-kept td:last-child { color: var(--good); } .time-line tr.is-broken td:last-child { color: var(--bad); font-weight: 600; }
@media (min-width: 34rem) { .time-line td:last-child { white-space: nowrap; } }
.time-line tr:is(.is-done, .is-seen) td:last-child { font-weight: 400; color: var(--ink-soft); }
.numbers th, .numbers td { text-align: right; padding: .2rem .7rem; border-bottom: 1px solid var(--edge); font-weight: 500; }`;

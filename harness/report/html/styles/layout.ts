/** The page's frame, what stands at its top, and its sections. */
export const layoutStyles = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
main, .masthead, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
:target { scroll-margin-top: 1rem; }
h1, h2, h3, h4, p, ul, ol, dl { margin: 0; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.25rem); line-height: 1.15; letter-spacing: -.02em; }
h2 { font-size: 1.35rem; line-height: 1.25; letter-spacing: -.01em; }
h3 { font-size: 1.08rem; }
main > section { margin-top: 2.5rem; }
main > section > p, main > section > h3 { margin-top: .75rem; }
main > section > h3 { margin-top: 1.75rem; }
.quiet { color: var(--ink-soft); font-size: .9rem; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--card); padding: .5rem 1rem; border-radius: 0 0 8px 8px; }
.skip:focus { top: 0; z-index: 1; }
.masthead { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; align-items: baseline; padding-top: 1.25rem; }
.brand { font-weight: 750; letter-spacing: -.02em; font-size: 1.15rem; color: var(--accent); }
.masthead nav { display: flex; gap: 1.25rem; font-size: .92rem; }
footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 3rem; color: var(--ink-soft); font-size: .85rem; }

main > section.overview { margin-top: 1rem; display: grid; gap: 2rem; background: var(--card); border: 1px solid var(--edge); border-radius: 16px; padding: clamp(1.25rem, 4vw, 2.25rem); }
@media (min-width: 48rem) { main > section.overview { grid-template-columns: 1.1fr 1fr; gap: 3.5rem; } }
.eyebrow { color: var(--ink-soft); font-size: .92rem; margin-bottom: .3rem; }
.verdict-sentence { font-size: 1.12rem; line-height: 1.45; margin: .85rem 0 1.4rem; }
.total .number { font-size: 3.6rem; font-weight: 750; letter-spacing: -.04em; line-height: 1; font-variant-numeric: tabular-nums; }
.total .of { margin-left: .3rem; color: var(--ink-soft); font-size: 1.1rem; }
.grade .bar { margin: .9rem 0 .6rem; }
.bar { display: block; overflow: hidden; border-radius: 5px; }
.bar-track { fill: var(--bar-track); } .bar-open { fill: var(--bar-open); } .bar-earned { fill: var(--bar-earned); }
.categories h2 { font-size: 1rem; letter-spacing: 0; margin-bottom: .9rem; }
.categories ul { list-style: none; padding: 0; display: grid; gap: 1rem; }
.categories li { display: grid; grid-template-columns: 1fr auto; gap: .35rem 1rem; align-items: baseline; }
.categories .bar { grid-column: 1 / -1; }
.points { font-variant-numeric: tabular-nums; white-space: nowrap; }

.banner { border: 1px solid; border-left-width: 6px; border-radius: 10px; padding: 1rem 1.25rem; }
main > section.banner { margin-top: 1.25rem; }
.banner h2 { font-size: 1.08rem; }
.banner p { margin-top: .35rem; }
.banner ul { padding-left: 1.2rem; margin-top: .5rem; }
.banner a { color: inherit; }
.banner.is-inconclusive, .banner.is-open { color: var(--own); background: var(--own-paper); border-color: var(--own); }
.banner.is-blocked { color: var(--wait); background: var(--wait-paper); border-color: var(--wait); }
.banner p, .banner li { color: var(--ink); }

.gaps ol { list-style: none; padding: 0; margin-top: .9rem; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; }
.gaps li { display: grid; grid-template-columns: 3.4rem 1fr; gap: .5rem; padding: .8rem 1.25rem; }
.gaps li + li { border-top: 1px solid var(--edge); }
.gaps .lost { color: var(--bad); font-weight: 700; font-variant-numeric: tabular-nums; }
.gaps li p { color: var(--ink-soft); font-size: .93rem; margin-top: .15rem; }
.category > h3 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; align-items: baseline; }
section > section.category { margin-top: 1.75rem; }
.category > h3 .points { color: var(--ink-soft); font-weight: 500; font-size: 1rem; }

.facts { display: grid; gap: .35rem; margin-top: .75rem; }
.facts > div { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: 1rem; }
.facts dt { color: var(--ink-soft); } .facts dd { margin: 0; }
.notices { padding-left: 1.2rem; margin-top: .5rem; }
.stages { list-style: none; padding: 0; margin-top: .75rem; display: grid; gap: .4rem; }
.stages li { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr 5.5rem; gap: 1rem; align-items: center; }
.stages .bar { border-radius: 0; }
.stages .quiet { text-align: right; font-variant-numeric: tabular-nums; }
.bar-stage { fill: var(--bar-earned); }
@media (min-width: 48rem) { .limits { grid-template-columns: 1fr 1fr; } }
@media (max-width: 30rem) { .stages li { grid-template-columns: 1fr auto; } .stages .bar { grid-row: 2; grid-column: 1 / -1; } }`;

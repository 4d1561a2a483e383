/** On paper: black on white, criteria and checks opened, exchanges left closed (they would fill hundreds of pages). */
export const printStyles = `
@page { margin: 16mm 14mm; }
@media print {
  :root {
    --paper: #fff; --card: #fff; --sunk: #f5f5f5; --edge: #ccc; --edge-strong: #999; --ink: #000; --ink-soft: #333; --ink-faint: #777;
    --accent: #1f6f5c; --link: #000; --good: #14532d; --good-paper: #f0f7f2; --bad: #8c1d18; --bad-paper: #fbf1f0;
    --wait: #5c3a00; --wait-paper: #fcf6ea; --own: #42297f; --own-paper: #f5f2fc;
    --bar-track: #e2e6e1; --bar-open: #c5b8ee; --bar-earned: #2a8a72;
    --line-1: #b3261e; --line-2: #1f6f5c; --line-3: #5b3ea8; --line-4: #7a4d00;
  }
  body { font-size: 10pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, .masthead, footer { max-width: none; padding: 0; }
  .masthead nav, .skip { display: none; }
  .criterion::details-content, .check::details-content { content-visibility: visible; block-size: auto; }
  .criterion > summary::after, .check > summary::after { display: none; }
  .exchange:not([open]), .aside:not([open]) { display: none; }
  h2, h3, .criterion > summary, .check > summary { break-after: avoid; }
  .finding, .overview, .banner, .plot, .time-line { break-inside: avoid; }
}`;

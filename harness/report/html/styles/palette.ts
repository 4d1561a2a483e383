/** Colours and fonts. Every pair of ink and paper has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3), in light and in dark. */
export const paletteStyles = `
:root {
  color-scheme: light dark;
  --paper: #f5f6f4; --card: #ffffff; --sunk: #f0f2ef; --edge: #dde1dc; --edge-strong: #b9c0b8;
  --ink: #1b211e; --ink-soft: #4c5651; --ink-faint: #8b958f;
  --accent: #1f6f5c; --link: #14604e;
  --good: #1a6b3c; --good-paper: #e6f4ea; --bad: #b3261e; --bad-paper: #fcebe9;
  --wait: #7a4d00; --wait-paper: #fdf2dc; --own: #5b3ea8; --own-paper: #f0ecfb;
  --bar-track: #e2e6e1; --bar-open: #c5b8ee; --bar-earned: #2a8a72;
  --line-1: #b3261e; --line-2: #1f6f5c; --line-3: #5b3ea8; --line-4: #7a4d00;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121614; --card: #1a1f1d; --sunk: #131715; --edge: #2e3532; --edge-strong: #4a544f;
    --ink: #e6ebe8; --ink-soft: #aab4ae; --ink-faint: #76817b;
    --accent: #58c3a6; --link: #74d3b8;
    --good: #7bd69b; --good-paper: #17301f; --bad: #ff9d94; --bad-paper: #3a1c1a;
    --wait: #f0c36d; --wait-paper: #33270f; --own: #c3b1f7; --own-paper: #2a2344;
    --bar-track: #2a312e; --bar-open: #5e4f96; --bar-earned: #46ad90;
    --line-1: #ff9d94; --line-2: #58c3a6; --line-3: #c3b1f7; --line-4: #f0c36d;
  }
}`;

import { evidenceStyles } from "./styles/evidence.ts";
import { layoutStyles } from "./styles/layout.ts";
import { paletteStyles } from "./styles/palette.ts";
import { printStyles } from "./styles/print.ts";

/** The page's styles, in the order in which they build on each other. */
export const styles: string = [paletteStyles, layoutStyles, evidenceStyles, printStyles].join("\n");

/**
 * Whether the good submission that follows each hostile one is graded with every check and must get all its points, which takes a
 * minute or two each time, instead of being asked what is quick. `npm run bench:hostile` sets it.
 */
export const isNextComplete = process.env.ASSAY_NEXT === "complete";

// The rooms of harness/, top to bottom: each may import only from those below it.
const rooms = ["cli", "commands", "grade", "report", "score", "checks", "generate", "http", "sandbox", "submission", "brief", "types"];
// A room is a folder, and may also be a single file of that name (grade.ts, cli.ts).
const pathOf = (room) => `^harness/${room}(/|\\.ts$)`;

module.exports = {
  forbidden: [
    ...rooms.slice(1).map((room, index) => ({
      name: `${room}-imports-only-from-below`,
      comment: `harness/${room} stands below ${rooms.slice(0, index + 1).join(", ")}`,
      severity: "error",
      from: { path: pathOf(room) },
      to: { path: rooms.slice(0, index + 1).map(pathOf) },
    })),
    {
      name: "checks-know-no-sandbox",
      comment: "A check gets what it needs as a context, so that an interviewer can read it as a page.",
      severity: "error",
      from: { path: "^harness/checks/" },
      to: { path: "^harness/sandbox/" },
    },
    {
      name: "scores-and-reports-run-nothing",
      comment: "Same scorecard in, same bytes out.",
      severity: "error",
      from: { path: "^harness/(score|report)/" },
      to: { path: "^(harness/(sandbox|http|submission)/|node:child_process|node:net|node:http)" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "harness-without-tests", severity: "error", from: { path: "^harness/" }, to: { path: "^tests/" } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "tests/submissions" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};

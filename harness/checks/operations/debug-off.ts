import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "../design/own-code.ts";
import { noDockerfile } from "./no-dockerfile.ts";

/** By what the image sets and starts; `app.run(debug=True)` in a module that the image does not start does nothing. */
export default defineCheck({
  id: "operations.debug-off",
  stage: "source",
  title: "The image does not start in debug mode",
  why: "Flask's debug mode gives whoever meets an error a console on the server.",
  hint: "Take FLASK_DEBUG and --debug out of the Dockerfile, and debug=True out of the module that it starts.",
  async run({ workspace }) {
    const dockerfile = await readDockerfile(workspace);
    if (dockerfile === undefined) return noDockerfile;
    const { path, instructions } = dockerfile;
    const last = instructions.filter(({ isInImage }) => isInImage);
    const set = last.flatMap(({ keyword, sets, line }) =>
      keyword === "ENV" ? sets.map((each) => ({ ...each, line })) : [],
    );
    const debug = set.findLast(({ name }) => name === "FLASK_DEBUG");
    const environment = set.findLast(({ name }) => name === "FLASK_ENV");
    const command = last.findLast(({ keyword }) => keyword === "CMD");
    const entry = last.findLast(({ keyword }) => keyword === "ENTRYPOINT");
    const started = [entry, command]
      .flatMap((each) => each?.text ?? "")
      .join(" ")
      .slice(0, 1000)
      .replace(/[[\]",']/g, " ");
    const findings: Finding[] = [];
    if (debug !== undefined && /^(1|true|yes|on)$/i.test(debug.value)) {
      findings.push({ message: "The image sets FLASK_DEBUG.", place: { path, line: debug.line } });
    }
    if (debug === undefined && environment?.value === "development") {
      findings.push({ message: "The image sets FLASK_ENV=development.", place: { path, line: environment.line } });
    }
    if (/\bflask\b.*\srun\b.*\s--debug\b|\bflask\b.*\s--debug\s+run\b/.test(started)) {
      findings.push({
        message: "The image starts flask with --debug.",
        place: { path, line: (command ?? entry)?.line ?? 1 },
      });
    }
    const script = /\bpython[\d.]*\s+(?:-u\s+)?(\S+\.py)\b/.exec(started)?.[1]?.replace(/^.*\//, "");
    for (const module of ownCode(await workspace.facts())) {
      if (script === undefined || module.path.replace(/^.*\//, "") !== script) continue;
      const line =
        module.source
          .split("\n")
          .findIndex((text) => text.length < 1000 && /^[^#'"]*\.run\([^#]*\bdebug\s*=\s*True\b/.test(text)) + 1;
      if (line > 0)
        findings.push({
          message: `${module.path}, which the image starts, turns debug mode on.`,
          place: { path: module.path, line },
        });
    }
    if (findings.length === 0) return { verdict: "passed" };
    return { verdict: "failed", share: 0, findings };
  },
});

import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { noDockerfile } from "./no-dockerfile.ts";

/**
 * Only of a HEALTHCHECK that is there: whoever runs containers may have its own. It asks one of the published paths, with a tool
 * that is in the image (slim and alpine images of Python have no curl).
 */
export default defineCheck({
  id: "operations.healthcheck",
  stage: "source",
  advisory: true,
  title: "The image's own health check can succeed",
  why: "A health check that always fails has a healthy service restarted again and again.",
  hint: "Ask the published path with python -c and urllib, or install the tool that it calls.",
  async run({ brief, workspace }) {
    const dockerfile = await readDockerfile(workspace);
    if (dockerfile === undefined) return noDockerfile;
    const { path, instructions, bases } = dockerfile;
    const check = instructions.findLast(
      ({ keyword, text, isInImage }) => isInImage && keyword === "HEALTHCHECK" && text.toUpperCase() !== "NONE",
    );
    if (check === undefined) return { verdict: "not-applicable", reason: "The Dockerfile has no HEALTHCHECK." };
    const place = { path, line: check.line };
    const command = check.text.slice(0, 1000);
    const findings: Finding[] = [];
    const tool = /\b(curl|wget)\b/.exec(command)?.[1];
    const installed = instructions.some(
      ({ keyword, text }) => keyword === "RUN" && tool !== undefined && new RegExp(`\\b${tool}\\b`).test(text),
    );
    if (tool !== undefined && !installed && lacks(tool, bases.at(-1)?.image ?? "")) {
      findings.push({ message: `The health check calls ${tool}, which ${bases.at(-1)?.image} does not have.`, place });
    }
    const asked = /https?:\/\/[^\s"']+?(\/[^\s"'?)]*)/.exec(command)?.[1];
    const { alive, ready } = brief.runtime;
    if (asked !== undefined && asked !== alive && asked !== ready) {
      findings.push({ message: `The health check asks ${asked}.`, expected: `${alive} or ${ready}`, place });
    }
    if (findings.length === 0) return { verdict: "passed", examined: command.slice(0, 100) };
    return { verdict: "failed", share: 0, findings };
  },
});

/** Debian's slim images have neither; Alpine has a wget of its own. */
function lacks(tool: string, image: string): boolean {
  if (!/^(docker\.io\/)?(library\/)?python:/.test(image)) return false;
  return /slim/.test(image) || (/alpine/.test(image) && tool === "curl");
}

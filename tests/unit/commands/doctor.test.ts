import { expect, test } from "vitest";
import { runDoctor } from "../../../harness/commands/doctor.ts";
import type { Machine } from "../../../harness/commands/doctor/machine.ts";

const healthy: Machine = {
  nodeVersion: "24.9.0",
  engine: { answers: true, description: "Docker 28.0.0 at unix:///var/run/docker.sock", missingImages: [] },
  disk: { path: "/var/lib/docker", freeBytes: 50e9 },
};

async function said(machine: Machine) {
  const lines: string[] = [];
  const code = await runDoctor(
    (line) => lines.push(line),
    async () => machine,
  );
  return { code, text: lines.join("\n") };
}

test("a machine that has everything is told so", async () => {
  const { code, text } = await said(healthy);
  expect(code).toBe(0);
  expect(text).toContain("Docker 28.0.0 at unix:///var/run/docker.sock");
  expect(text).toMatch(/Everything is there\.$/);
  expect(text).not.toContain("missing");
});

test("without an engine, it says where it looked, how to get one, and what works without", async () => {
  const engine = { answers: false, tried: ["unix:///x.sock: refused"], howToStart: "Start Docker Desktop." } as const;
  const { code, text } = await said({ ...healthy, engine });
  expect(code).toBe(3);
  expect(text).toContain("missing  container engine: none answers (unix:///x.sock: refused)");
  expect(text).toContain("Start Docker Desktop.");
  expect(text).toContain("assay rubric, assay invite and assay brief lint need no engine");
  expect(text).toMatch(/To do: container engine\.$/);
});

test("where no engine was found at all, nothing is said to have refused", async () => {
  const { text } = await said({ ...healthy, engine: { answers: false, tried: [], howToStart: "Install one." } });
  expect(text).toContain("container engine: none found");
});

test("images that are missing are named, with the command that builds them", async () => {
  const engine = { answers: true, description: "Docker", missingImages: ["postgres", "gateway"] } as const;
  const { code, text } = await said({ ...healthy, engine });
  expect(code).toBe(3);
  expect(text).toMatch(/missing {2}assay's images: missing: postgres, gateway\n.*assay setup/);
});

test("too little disk space is said with the place and the amount that is needed", async () => {
  const { code, text } = await said({ ...healthy, disk: { path: "/data", freeBytes: 1.26e9 } });
  expect(code).toBe(3);
  expect(text).toMatch(/missing {2}disk space: 1\.3 GB free at \/data\n.*5 GB are needed/);
});

test("an older Node.js is named with the version that is needed", async () => {
  const { code, text } = await said({ ...healthy, nodeVersion: "22.4.1" });
  expect(code).toBe(3);
  expect(text).toMatch(/missing {2}Node\.js: 22\.4\.1\n.*24 or newer/);
});

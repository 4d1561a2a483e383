import { createServer } from "node:net";
import { join } from "node:path";
import Docker from "dockerode";
import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { grade } from "../../../harness/grade.ts";
import { temporaryFolder, writeTree } from "../submission/intake/temporary.ts";

const images = { gateway: "x", postgres: "x", python: "x", reference: "x" };

test.each(["is not there", "hangs up on whoever asks"])(
  "with an engine that %s, what the source says is graded and the rest is undecided",
  async (how) => {
    await using folder = await temporaryFolder();
    const socketPath = join(folder.path, "docker.sock");
    const server = createServer((socket) => socket.destroy());
    if (how !== "is not there") await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    await writeTree(join(folder.path, "shop"), { "app.py": "x = 1\n", Dockerfile: "FROM python:3.13-slim\n" });
    try {
      const card = await grade(join(folder.path, "shop"), {
        brief: await loadBrief("orders"),
        engine: {
          docker: new Docker({ socketPath }),
          description: "an engine",
          version: "0",
          apiVersion: "0",
          cgroupVersion: "2",
          rootless: false,
        },
        images,
        allowList: [],
        seed: 1,
        signal: new AbortController().signal,
      });
      const verdictOf = (wanted: string) => card.checks.find(({ id }) => id === wanted)?.outcome.verdict;
      expect(card.run.incomplete).toBe(true);
      expect(card.run.notices.join("\n")).toMatch(/The container engine could not/);
      expect(verdictOf("docs.readme")).toBe("failed");
      expect([verdictOf("operations.builds"), verdictOf("tests.pass"), verdictOf("latency.read")]).toEqual([
        "inconclusive",
        "inconclusive",
        "inconclusive",
      ]);
    } finally {
      server.close();
    }
  },
);

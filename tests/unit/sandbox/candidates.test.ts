import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { engineCandidates } from "../../../harness/sandbox/engine/candidates.ts";

const addresses = async (
  environment: Readonly<Record<string, string>>,
  home = "/home/ada",
  sockets: readonly string[] = [],
) =>
  (await engineCandidates({ environment, home, exists: (path) => sockets.includes(path) })).map(
    ({ address }) => address,
  );

test("DOCKER_HOST alone is tried where it is set", async () => {
  expect(await addresses({ DOCKER_HOST: "tcp://10.0.0.1:2376" }, "/home/ada", ["/var/run/docker.sock"])).toEqual([
    "tcp://10.0.0.1:2376",
  ]);
});

test("the system's, rootless, Docker Desktop's and Podman's sockets are tried in this order, where they are there", async () => {
  const sockets = [
    "/run/user/1000/podman/podman.sock",
    "/home/ada/.docker/desktop/docker.sock",
    "/run/user/1000/docker.sock",
    "/var/run/docker.sock",
  ];
  expect(await addresses({ XDG_RUNTIME_DIR: "/run/user/1000" }, "/home/ada", sockets)).toEqual([
    "unix:///var/run/docker.sock",
    "unix:///run/user/1000/docker.sock",
    "unix:///home/ada/.docker/desktop/docker.sock",
    "unix:///run/user/1000/podman/podman.sock",
  ]);
  expect(await addresses({})).toEqual([]);
});

test("the docker CLI's current context goes before the usual sockets", async () => {
  const home = await mkdtemp(join(tmpdir(), "assay-home-"));
  try {
    const folder = join(home, ".docker", "contexts", "meta", createHash("sha256").update("far").digest("hex"));
    await mkdir(folder, { recursive: true });
    await writeFile(join(home, ".docker", "config.json"), JSON.stringify({ currentContext: "far" }));
    await writeFile(join(folder, "meta.json"), JSON.stringify({ Endpoints: { docker: { Host: "ssh://ada@far" } } }));
    expect(await addresses({}, home, ["/var/run/docker.sock"])).toEqual([
      "ssh://ada@far",
      "unix:///var/run/docker.sock",
    ]);
    expect(await addresses({ DOCKER_CONTEXT: "default" }, home, ["/var/run/docker.sock"])).toEqual([
      "unix:///var/run/docker.sock",
    ]);
  } finally {
    await rm(home, { recursive: true });
  }
});

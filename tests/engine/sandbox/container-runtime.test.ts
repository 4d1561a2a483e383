import { expect, test } from "vitest";
import { startContainer } from "../../../harness/sandbox/container/start-container.ts";
import { withContainerRuntime } from "../../../harness/sandbox/engine/container-runtime.ts";
import { bench, closedAndEmpty } from "./bench.ts";

test("a chosen runtime holds what may be a submission's, and not assay's own gateway and database", async () => {
  const on = await bench();
  const sandbox = await on.sandbox();
  try {
    const info: { readonly Runtimes: Readonly<Record<string, unknown>> } = await on.engine.docker.info();
    const [name = ""] = Object.keys(info.Runtimes).filter((each) => each !== "runc");
    const engine = await withContainerRuntime(on.engine, name);
    const runtimeOf = async (part: string, image: string) => {
      const spec = { image, command: ["sleep", "5"], entrypoint: [], network: "none", memoryBytes: 32 * 1024 * 1024 };
      const container = await startContainer({ ...sandbox, engine }, part, spec);
      return (await container.inspect()).HostConfig.Runtime;
    };
    expect(await runtimeOf("foreign", sandbox.images.reference)).toBe(name);
    expect(await runtimeOf("ours", sandbox.images.gateway)).toBe("runc");
  } finally {
    expect(await closedAndEmpty(on.engine, sandbox)).toEqual([]);
  }
});

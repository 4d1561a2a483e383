import type Docker from "dockerode";
import { onEngine } from "../engine-trouble.ts";
import { framesOf } from "./frames.ts";

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The most that is kept of a command's output. */
const outputLimitBytes = 8 * 1024 * 1024;

/** Runs a command inside a running container and waits for its end. */
export async function exec(
  container: Docker.Container,
  command: readonly string[],
  options: { readonly user?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<ExecResult> {
  return await onEngine(`run ${command[0]} in a container`, async () => {
    const created = await container.exec({
      Cmd: [...command],
      AttachStdout: true,
      AttachStderr: true,
      Env: Object.entries(options.environment ?? {}).map(([name, value]) => `${name}=${value}`),
      ...(options.user === undefined ? {} : { User: options.user }),
    });
    const stream = await created.start({ hijack: false, stdin: false });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
      const buffer = Buffer.from(chunk);
      if (bytes < outputLimitBytes) chunks.push(buffer);
      bytes += buffer.length;
    }
    const frames = [...framesOf(Buffer.concat(chunks))];
    const textOf = (wanted: "stdout" | "stderr") =>
      Buffer.concat(frames.filter((frame) => frame.stream === wanted).map(({ bytes: part }) => part)).toString("utf8");
    const { ExitCode } = await created.inspect();
    return { exitCode: ExitCode ?? -1, stdout: textOf("stdout"), stderr: textOf("stderr") };
  });
}

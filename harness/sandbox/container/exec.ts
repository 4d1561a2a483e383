import type Docker from "dockerode";
import { onEngine } from "../engine-trouble.ts";
import { framesOf } from "./frames.ts";

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The most that is read of a command's output. */
const outputLimitBytes = 8 * 1024 * 1024;
/** Longer than anything of ours that is run this way. */
const defaultWithinMs = 120_000;

/**
 * Runs a command inside a running container and waits for its end. Throws EnvironmentError where it does not end in time, or talks
 * too much: in a container of a candidate's, every command is the candidate's.
 */
export async function exec(
  container: Docker.Container,
  command: readonly string[],
  options: {
    readonly user?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly withinMs?: number;
  } = {},
): Promise<ExecResult> {
  const { withinMs = defaultWithinMs } = options;
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
    const late = new Error(`${command[0]} did not end within ${withinMs / 1000} s`);
    const deadline = setTimeout(() => stream.destroy(late), withinMs);
    try {
      for await (const chunk of stream) {
        const buffer = Buffer.from(chunk);
        chunks.push(buffer);
        bytes += buffer.length;
        // Leaving the loop destroys the stream.
        if (bytes > outputLimitBytes) throw new Error(`${command[0]} wrote more than ${outputLimitBytes} bytes`);
      }
    } finally {
      clearTimeout(deadline);
    }
    const frames = [...framesOf(Buffer.concat(chunks))];
    const textOf = (wanted: "stdout" | "stderr") =>
      Buffer.concat(frames.filter((frame) => frame.stream === wanted).map(({ bytes: part }) => part)).toString("utf8");
    const { ExitCode } = await created.inspect();
    return { exitCode: ExitCode ?? -1, stdout: textOf("stdout"), stderr: textOf("stderr") };
  });
}

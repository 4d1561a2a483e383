import { randomBytes } from "node:crypto";
import { PassThrough, type Duplex } from "node:stream";
import type Docker from "dockerode";
import { onEngine } from "../engine-trouble.ts";
import type { ExecResult } from "./exec.ts";

/** Shells inside a container of ours, which stay open: a command costs the engine a tenth of what starting it from outside does. */
export interface Shells {
  /** Runs a command and waits for its end, as `exec` does. Calls at the same time don't wait for each other. */
  run(command: readonly string[], options?: ShellOptions): Promise<ExecResult>;
}

interface ShellOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly withinMs?: number;
}

/** Longer than anything of ours that is run this way. */
const defaultWithinMs = 120_000;
/** The most that is read of a command's output. */
const outputLimitBytes = 8 * 1024 * 1024;

/** The container needs `sh`, `cat`, `stat` and a /tmp that can be written to. Nothing in it may be the candidate's. */
export function makeShells(container: Docker.Container): Shells {
  const idle: Shell[] = [];
  return {
    async run(command, { environment = {}, withinMs = defaultWithinMs } = {}) {
      return await onEngine(`run ${command[0]} in a container`, async () => {
        let shell = idle.pop();
        while (shell?.isOver() === true) shell = idle.pop();
        shell ??= await openShell(container);
        const result = await shell.run(lineOf(command, environment), withinMs);
        idle.push(shell);
        return result;
      });
    },
  };
}

interface Shell {
  /** Whether the engine has closed it. */
  isOver(): boolean;
  run(line: string, withinMs: number): Promise<ExecResult>;
}

async function openShell(container: Docker.Container): Promise<Shell> {
  const created = await container.exec({ Cmd: ["sh"], AttachStdin: true, AttachStdout: true, AttachStderr: true });
  const stream = await created.start({ hijack: true, stdin: true });
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  container.modem.demuxStream(stream, stdout, stderr);
  stderr.resume();
  // Who waits for an answer hears of it.
  stream.on("error", () => undefined).once("end", () => stream.destroy());
  const folder = `/tmp/shell-${randomBytes(6).toString("hex")}`;
  stream.write(`mkdir ${folder}\n`);
  return {
    isOver: () => stream.destroyed,
    async run(line, withinMs) {
      const [out, err] = [`${folder}/out`, `${folder}/err`];
      const answer = answerOf(stream, stdout, withinMs);
      stream.write(
        `${line} </dev/null >${out} 2>${err}; code=$?; echo $code $(stat -c %s ${out} ${err}); cat ${out} ${err}\n`,
      );
      return await answer;
    },
  };
}

/** What the shell says to one command: exit code and the bytes of both outputs in a line, then these. */
async function answerOf(stream: Duplex, stdout: PassThrough, withinMs: number): Promise<ExecResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ExecResult>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  let head: Head | undefined;
  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    bytes += chunk.length;
    head ??= headOf(Buffer.concat(chunks));
    if (head === undefined) return;
    const { at, exitCode, out, err } = head;
    if (![exitCode, out, err].every(Number.isInteger)) reject(new Error("the shell says something else"));
    if (out + err > outputLimitBytes) reject(new Error(`it wrote ${out + err} bytes`));
    if (bytes < at + out + err) return;
    const all = Buffer.concat(chunks).subarray(at);
    resolve({ exitCode, stdout: all.toString("utf8", 0, out), stderr: all.toString("utf8", out, out + err) });
  };
  const onEnd = (): void => reject(new Error("the shell ended"));
  const deadline = setTimeout(() => reject(new Error(`it did not end within ${withinMs / 1000} s`)), withinMs);
  stdout.on("data", onData);
  stream.once("close", onEnd);
  try {
    return await promise;
  } catch (error) {
    stream.destroy();
    throw error;
  } finally {
    clearTimeout(deadline);
    stdout.off("data", onData);
    stream.off("close", onEnd);
  }
}

interface Head {
  /** Where what the command wrote begins. */
  readonly at: number;
  readonly exitCode: number;
  /** Bytes of standard output, and of standard error after it. */
  readonly out: number;
  readonly err: number;
}

function headOf(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf("\n");
  if (end < 0) return undefined;
  const [exitCode = Number.NaN, out = Number.NaN, err = Number.NaN] = bytes
    .toString("utf8", 0, end)
    .split(" ")
    .map(Number);
  return { at: end + 1, exitCode, out, err };
}

function lineOf(command: readonly string[], environment: Readonly<Record<string, string>>): string {
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  return [...assignments, ...command.map(quoted)].join(" ");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError, messageOf } from "../../types/errors.ts";
import type { Engine } from "../engine/connect.ts";
import { followEvents } from "../engine/follow-events.ts";
import { apt, isDebianLike } from "../engine/install.ts";
import { buildFromFolder } from "./build-from-folder.ts";
import { hostCertificates } from "./host-certificates.ts";
import { imageFolder } from "./inputs.ts";

/** The image that submissions name, and that everything of ours is built on. */
export const officialPython = "python:3.13-slim";

/** Pulls the official image and adds the host's certificates; where no registry answers, makes a stand-in that takes its name. */
export async function makePythonImage(engine: Engine, reference: string, say: (line: string) => void): Promise<void> {
  const refusal = await pull(engine, officialPython);
  if (refusal === undefined) {
    const { pem } = await hostCertificates();
    await buildFromFolder(engine, "python", reference, {}, { "host-ca.crt": pem });
    return;
  }
  say(`  ${officialPython} can't be pulled (${refusal}): building a stand-in from Debian's packages.`);
  await makeStandIn(engine, reference);
  const [, tag = ""] = officialPython.split(":");
  await engine.docker.getImage(reference).tag({ repo: "python", tag });
}

/** How long a registry may stay silent before it counts as out of reach. */
const silenceMs = 20_000;

/**
 * Pulls an image; gives why it can't be had, or undefined once it is there. One whose compressed layers are already over
 * `mostBytes` is not pulled to its end.
 */
export async function pull(engine: Engine, reference: string, mostBytes = Infinity): Promise<string | undefined> {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), silenceMs);
  try {
    const progress = await engine.docker.pull(reference, { abortSignal: controller.signal });
    const layers = new Map<string, number>();
    await followEvents(progress, (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), silenceMs * 6);
      if (event.error !== undefined) throw new Error(event.error);
      if (event.id !== undefined) layers.set(event.id, event.progressDetail?.total ?? 0);
      const total = [...layers.values()].reduce((sum, bytes) => sum + bytes, 0);
      if (total > mostBytes) throw new Error(`it is larger than the limit of ${mostBytes} bytes`);
    });
    return undefined;
  } catch (error) {
    return controller.signal.aborted ? `no answer within ${silenceMs / 1000} s` : messageOf(error).split("\n")[0];
  } finally {
    clearTimeout(timer);
  }
}

async function makeStandIn(engine: Engine, reference: string): Promise<void> {
  if (process.getuid?.() !== 0 || !isDebianLike()) {
    throw new EnvironmentError(`${officialPython} can't be pulled, and a stand-in needs root on Debian or Ubuntu.`, {
      next: `Make ${officialPython} available on the engine (docker load), then run assay setup again.`,
    });
  }
  if (spawnSync("debootstrap", ["--version"]).status !== 0) {
    apt(["update"]);
    apt(["install", "--yes", "--no-install-recommends", "debootstrap"]);
  }
  const { path } = await hostCertificates();
  const mirror = debianMirror();
  const script = spawn(
    "sh",
    [join(imageFolder("python"), "stand-in.sh"), path ?? "/dev/null", ...(mirror === undefined ? [] : [mirror])],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const said: string[] = [];
  script.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const [, tag = ""] = reference.split(":");
  const imported = engine.docker.importImage(script.stdout, {
    repo: "assay/python",
    tag,
    changes: [
      "LABEL assay.image=python",
      `LABEL assay.inputs=${tag}`,
      "ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
      "ENV LANG=C.UTF-8",
      "ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt",
      "ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
      "ENV REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt",
      "ENV PIP_DISABLE_PIP_VERSION_CHECK=1",
      "ENV PIP_ROOT_USER_ACTION=ignore",
      'CMD ["python3"]',
    ],
  });
  const [[exitCode], stream] = await Promise.all([once(script, "exit"), imported]);
  await new Promise<void>((resolve, reject) =>
    engine.docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve())),
  );
  if (exitCode === 0) return;
  // The engine has made an image of what little came; under its tag it would be taken for the real one.
  await engine.docker.getImage(reference).remove({ force: true });
  throw new EnvironmentError(`debootstrap failed:\n${said.join("").trim().split("\n").slice(-5).join("\n")}`, {
    next: "Can this machine reach its Debian mirror?",
  });
}

/** The mirror that this host's own apt uses; undefined for debootstrap's default (also on Ubuntu, whose mirror has no trixie). */
function debianMirror(): string | undefined {
  if (!/^ID=debian/m.test(readFileSync("/etc/os-release", "utf8"))) return undefined;
  const folder = "/etc/apt/sources.list.d";
  const texts = ["/etc/apt/sources.list", ...listed(folder)].map((file) => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return "";
    }
  });
  const uris = texts.flatMap((text) => [
    ...[...text.matchAll(/^URIs:\s*(\S+)/gm)].map(([, uri]) => uri),
    ...[...text.matchAll(/^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+\S+\s+main/gm)].map(([, uri]) => uri),
  ]);
  return uris.find((uri) => uri !== undefined && /\/debian\/?$/.test(uri));
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((file) => join(folder, file));
  } catch {
    return [];
  }
}

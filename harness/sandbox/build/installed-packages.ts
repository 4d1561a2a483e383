import type { InstalledPackage } from "../../types/scorecard.ts";
import { readLogs } from "../container/read-logs.ts";
import { startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** A file system is searched in a second or two; an image made to be endless is not waited for. */
const atMostMs = 20_000;

/** Python's packages by the folders that installers leave (PEP 376), wherever they are; Debian's by its own list. */
const script = `
find / -xdev \\( -path /proc -o -path /sys -o -path /tmp \\) -prune -o \\( -name '*.dist-info' -o -name '*.egg-info' \\) -print 2>/dev/null
dpkg-query -W -f '\${db:Status-Abbrev} \${Package} \${Version} \${Architecture}\\n' 2>/dev/null
true`;

/**
 * What is installed in an image, sorted, each once: what its own `find` and `dpkg-query` say in a container without network. Undefined
 * where they say nothing, as in an image without a shell.
 */
export async function installedPackages(
  sandbox: Sandbox,
  image: string,
): Promise<readonly InstalledPackage[] | undefined> {
  const container = await startContainer(sandbox, "packages", {
    ...{ image, entrypoint: ["sh", "-c", script], command: [], network: "none", user: "0" },
    ...{ memoryBytes: 128 * 1024 * 1024, cpus: sandbox.limits.cpus, pids: 32 },
  });
  const packages = await onEngine("list what is installed", async () => {
    const limit = setTimeout(() => void container.kill().catch(() => undefined), atMostMs);
    try {
      await container.wait();
      return packagesIn((await readLogs(container)).map(({ text }) => text));
    } finally {
      clearTimeout(limit);
      await container.remove({ force: true, v: true });
    }
  });
  return packages.length === 0 ? undefined : packages;
}

/** The packages of these lines, sorted, each once. Lines that are neither kind are left out. */
export function packagesIn(lines: readonly string[]): readonly InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  for (const line of lines) {
    const each = pythonPackage(line) ?? debianPackage(line);
    if (each !== undefined) found.set(`${each.kind} ${each.name} ${each.version}`, each);
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** `/usr/lib/.../typing_extensions-4.15.0.dist-info` is typing-extensions 4.15.0: names are compared as PEP 503 says. */
function pythonPackage(line: string): InstalledPackage | undefined {
  const [, name, version] = /^\/.*\/([A-Za-z0-9._]+)-([0-9][^-/]*)(?:-py[\d.]+)?\.(?:dist|egg)-info$/.exec(line) ?? [];
  if (name === undefined || version === undefined) return undefined;
  return { kind: "python", name: name.replace(/[-_.]+/g, "-").toLowerCase(), version };
}

function debianPackage(line: string): InstalledPackage | undefined {
  const [, name, version, architecture] = /^ii +([a-z0-9][a-z0-9+.-]+) (\S+) (\S+)$/.exec(line) ?? [];
  if (name === undefined || version === undefined || architecture === undefined) return undefined;
  return { kind: "debian", name, version, architecture };
}

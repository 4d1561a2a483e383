import { PassThrough } from "node:stream";
import type { Engine } from "../engine/connect.ts";
import type { Images } from "./inputs.ts";

/**
 * Asks the Python image where its own pip and apt look: pip's configured index, else the one that pip itself comes with (and the
 * host that serves its files), and apt's mirrors. Nothing else may be reached from a build.
 */
const question = `
import re, subprocess, pathlib
from urllib.parse import urlsplit
def configured():
    out = subprocess.run(["pip", "config", "list"], capture_output=True, text=True).stdout
    return re.findall(r"index-url='([^']+)'", out)
hosts = [urlsplit(url).hostname for url in configured()]
if not hosts:
    from pip._internal.models.index import PyPI
    hosts = [PyPI.netloc, PyPI.file_storage_domain]
for path in [pathlib.Path("/etc/apt/sources.list"), *pathlib.Path("/etc/apt/sources.list.d").glob("*")]:
    if path.is_file():
        hosts += [urlsplit(url).hostname for url in re.findall(r"https?://[^\\s]+", path.read_text())]
print(" ".join(sorted({host for host in hosts if host})))
`;

/** Names of the hosts that a build may reach. */
export async function buildAllowList(engine: Engine, images: Images): Promise<readonly string[]> {
  const output = new PassThrough();
  const chunks: Buffer[] = [];
  output.on("data", (chunk: Buffer) => chunks.push(chunk));
  await engine.docker.run(images.python, ["python3", "-c", question], output, {
    Tty: true,
    Labels: { "assay.image": "question" },
    HostConfig: { AutoRemove: true, NetworkMode: "none" },
  });
  return Buffer.concat(chunks)
    .toString("utf8")
    .trim()
    .split(/\s+/)
    .filter((host) => /^[a-z0-9.-]+$/.test(host));
}

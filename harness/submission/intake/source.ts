import { open, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { InputError } from "../../types/errors.ts";

/** What the user handed in. `shown` is safe to print: credentials in a URL are masked. */
export type Source =
  | { readonly kind: "folder"; readonly path: string; readonly name: string; readonly shown: string }
  | {
      readonly kind: "repository";
      readonly path: string;
      readonly ref: string | undefined;
      readonly name: string;
      readonly shown: string;
    }
  | { readonly kind: ArchiveFormat; readonly path: string; readonly name: string; readonly shown: string }
  | {
      readonly kind: "remote";
      readonly url: string;
      readonly ref: string | undefined;
      readonly name: string;
      readonly shown: string;
    };

type ArchiveFormat = "zip" | "tar" | "tar.gz";

const accepted =
  "a folder, a .zip, .tar.gz or .tar archive, a path ending in .git, or a git URL (https://, ssh://, git@host:path)";

/** Decides what `given` is. Nothing is fetched. Throws InputError, also for a URL that could make git run something. */
export async function recognise(given: string): Promise<Source> {
  const refuse = (why: string): never => {
    throw new InputError(`${given}: ${why}`, { where: given, expected: accepted });
  };
  if (given.trim() === "") return refuse("nothing was given.");
  if (given.startsWith("-")) return refuse("a submission can't start with a dash: git could take it for an option.");
  if (/^[\w+.-]+::/.test(given)) return refuse("git's remote helpers (name::address) are not accepted.");
  if (given.includes("://")) return remote(given, refuse);
  const known = await statOf(given);
  if (known === undefined) {
    const [path = "", ref] = splitRef(given, refuse);
    if (/^[\w.-]+@[\w.-]+:[^:]/.test(given)) return scpLike(path, ref, refuse);
    if (ref !== undefined && path.endsWith(".git") && (await statOf(path)) === "folder") return repository(path, ref);
    return refuse("there is no such file or folder.");
  }
  if (known === "folder") {
    return given.replace(/\/+$/, "").endsWith(".git") ? repository(given, undefined) : folder(given);
  }
  if (known === "other") return refuse("it is neither a file nor a folder.");
  const format = await formatOf(given);
  if (format === undefined) return refuse("the file is not an archive that assay can read.");
  return { kind: format, path: resolve(given), name: nameOf(given), shown: given };
}

function folder(path: string): Source {
  return { kind: "folder", path: resolve(path), name: nameOf(resolve(path)), shown: path };
}

function repository(path: string, ref: string | undefined): Source {
  const full = resolve(path);
  const named = basename(full) === ".git" ? resolve(full, "..") : full;
  return { kind: "repository", path: full, ref, name: nameOf(named), shown: path };
}

type Refuse = (why: string) => never;

function remote(given: string, refuse: Refuse): Source {
  const [address = "", ref] = splitRef(given, refuse);
  const url = URL.canParse(address) ? new URL(address) : refuse("this is not a URL.");
  if (url.protocol !== "https:" && url.protocol !== "ssh:") {
    return refuse(`${url.protocol}// is not accepted.`);
  }
  if (url.hostname === "" || url.hostname.startsWith("-") || url.username.startsWith("-")) {
    return refuse("the URL names no host that git may be given.");
  }
  if (/\.(zip|tar|tgz|tar\.gz)$/.test(url.pathname)) {
    return refuse("an archive is not fetched from the network. Download it, and give its path.");
  }
  const shown = new URL(address);
  if (shown.password !== "" || (url.protocol === "https:" && shown.username !== "")) {
    shown.username = "***";
    shown.password = "";
  }
  return { kind: "remote", url: address, ref, name: nameOf(url.pathname), shown: withRef(shown.href, ref) };
}

function scpLike(address: string, ref: string | undefined, refuse: Refuse): Source {
  const path = address.slice(address.indexOf(":") + 1);
  if (path.startsWith("-")) return refuse("the path can't start with a dash.");
  return { kind: "remote", url: address, ref, name: nameOf(path), shown: withRef(address, ref) };
}

function splitRef(given: string, refuse: Refuse): readonly [address: string, ref: string | undefined] {
  const mark = given.lastIndexOf("#");
  if (mark < 0) return [given, undefined];
  const ref = given.slice(mark + 1);
  if (!/^\w(?!.*\.\.)[\w./+-]{0,199}$/.test(ref)) return refuse("what follows # is not the name of a branch or a tag.");
  return [given.slice(0, mark), ref];
}

function withRef(address: string, ref: string | undefined): string {
  return ref === undefined ? address : `${address}#${ref}`;
}

function nameOf(path: string): string {
  const name = basename(path).replace(/\.(git|zip|tar|tgz|tar\.gz)$/, "");
  return name === "" ? "submission" : name;
}

async function statOf(path: string): Promise<"folder" | "file" | "other" | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
}

/** By the first bytes, not by the name: candidates rename archives. */
async function formatOf(path: string): Promise<ArchiveFormat | undefined> {
  await using file = await open(path);
  const head = Buffer.alloc(512);
  await file.read(head, 0, head.length, 0);
  if (head.readUInt16BE(0) === 0x504b && (head[2] === 3 || head[2] === 5)) return "zip";
  if (head.readUInt16BE(0) === 0x1f8b) return "tar.gz";
  return head.toString("latin1", 257, 262) === "ustar" ? "tar" : undefined;
}

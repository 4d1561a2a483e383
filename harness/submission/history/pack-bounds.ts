import { inflateSync } from "node:zlib";

/** Kinds of packed objects that are a difference to another one (gitformat-pack). */
const kinds = { offsetDelta: 6, referenceDelta: 7 } as const;

/**
 * Whether a pack can be read: each object unpacks to at most `objectBytes`, differences applied, and all of them to at most `allBytes`.
 * A few kilobytes can unpack to gigabytes, and a difference can copy its base a thousand times. False for a damaged pack, too.
 * Source: gitformat-pack.
 */
export function packWithin(
  pack: Buffer,
  { objectBytes, allBytes }: { readonly objectBytes: number; readonly allBytes: number },
): boolean {
  try {
    const count = pack.readUInt32BE(8);
    let at = 12;
    let sum = 0;
    for (let index = 0; index < count; index += 1) {
      const { kind, start } = headOf(pack, at);
      const { content, taken } = inflated(pack.subarray(start), objectBytes);
      const isDelta = kind === kinds.offsetDelta || kind === kinds.referenceDelta;
      const bytes = isDelta ? Math.max(content.length, resultOf(content)) : content.length;
      sum += bytes;
      if (bytes > objectBytes || sum > allBytes) return false;
      at = start + taken;
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether the index of a pack is as long as the number of objects that it claims asks for. One of a kilobyte that claims 10^9 would
 * be read until the memory is full. Source: gitformat-pack, version 2.
 */
export function indexIsWhole(index: Buffer): boolean {
  const [head, table] = [8, 256 * 4];
  if (index.length < head + table) return false;
  const objects = index.readUInt32BE(head + table - 4);
  // An id, a checksum and a place for each; two checksums at the end.
  return index.length >= head + table + objects * (20 + 4 + 4) + 2 * 20;
}

/** The kind of the object, and where its compressed bytes start. */
function headOf(pack: Buffer, at: number): { readonly kind: number; readonly start: number } {
  let place = at;
  let byte = pack.readUInt8(place);
  const kind = (byte >> 4) & 7;
  for (place += 1; (byte & 0x80) !== 0; place += 1) byte = pack.readUInt8(place);
  if (kind === kinds.referenceDelta) return { kind, start: place + 20 };
  if (kind === kinds.offsetDelta) {
    do {
      byte = pack.readUInt8(place);
      place += 1;
    } while ((byte & 0x80) !== 0);
  }
  return { kind, start: place };
}

function inflated(bytes: Buffer, most: number): { readonly content: Buffer; readonly taken: number } {
  // With `info`, the engine says how much of the input belonged to the object; the types don't know.
  const result: unknown = inflateSync(bytes, { maxOutputLength: most, info: true });
  if (typeof result !== "object" || result === null || !("buffer" in result) || !("engine" in result))
    throw new Error();
  const { buffer, engine } = result;
  if (!Buffer.isBuffer(buffer) || typeof engine !== "object" || engine === null) throw new Error();
  if (!("bytesWritten" in engine) || typeof engine.bytesWritten !== "number") throw new Error();
  return { content: buffer, taken: engine.bytesWritten };
}

/** The size of what a difference makes: the second of the two numbers that it begins with. */
function resultOf(delta: Buffer): number {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = delta.readUInt8(at);
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
  };
  number();
  return number();
}

/** A piece of what a container wrote, as the engine sends it. */
export interface Frame {
  readonly stream: "stdout" | "stderr";
  readonly bytes: Buffer;
}

/**
 * Takes the engine's stream apart: each frame has a header of 8 bytes (stream number, three zeros, length as a 32-bit big-endian
 * number). Source: Docker Engine API, "Attach to a container". A last frame that was cut off is given as far as it came.
 */
export function* framesOf(raw: Buffer): Generator<Frame> {
  for (let at = 0; at + 8 <= raw.length; ) {
    const end = at + 8 + raw.readUInt32BE(at + 4);
    yield { stream: raw[at] === 2 ? "stderr" : "stdout", bytes: raw.subarray(at + 8, end) };
    at = end;
  }
}

import { Client } from "undici";
import { connectAsCurl, curlHeaders } from "../../types/as-curl.ts";

/**
 * The status that a GET is answered with; undefined where there is no answer in time. The body is let go of: an unread one would
 * keep its connection, and this process, for minutes.
 */
export async function statusOf(url: string, timeoutMs = 5_000): Promise<number | undefined> {
  const { origin, pathname, search } = new URL(url);
  const client = new Client(origin, { connect: connectAsCurl(timeoutMs), pipelining: 0 });
  try {
    const { statusCode, body } = await client.request({
      method: "GET",
      path: `${pathname}${search}`,
      headers: curlHeaders.flat(),
      signal: AbortSignal.timeout(timeoutMs),
    });
    body.on("error", () => undefined);
    return statusCode;
  } catch {
    return undefined;
  } finally {
    await client.destroy();
  }
}

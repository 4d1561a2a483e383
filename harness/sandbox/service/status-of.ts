/**
 * The status that a GET is answered with; undefined where there is no answer in time. The body is let go of: an unread one would
 * keep its connection, and this process, for minutes.
 */
export async function statusOf(url: string, timeoutMs = 5_000): Promise<number | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}

/** Computing time, in ms, that is asked for, and how many times as long it may take. */
const askedMs = 40;
const mostTimes = 5;
/** Whatever happens, the look ends. */
const mostMs = 2_000;

/**
 * Whether this machine is too busy for a bound in seconds to mean anything: asked while nothing else of ours computes, 40 ms of
 * computing take more than five times as long. An app can't bring that about where there are two cores, since it is held to one.
 * Gives the reason, undefined where all is well.
 */
export function starved(): string | undefined {
  const begun = performance.now();
  const before = process.cpuUsage();
  const wall = (): number => performance.now() - begun;
  const computed = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  while (computed() < askedMs && wall() < mostMs);
  const times = wall() / Math.max(1, computed());
  if (times <= mostTimes) return undefined;
  return `This machine was too busy to measure time: ${askedMs} ms of computing took ${times.toFixed(1)} times as long.`;
}

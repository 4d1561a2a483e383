/** A whole number with commas between thousands: 12,345. The machine's locale plays no part. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number with at most `digits` decimals, without trailing zeros: points, measurements. */
export function decimal(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}

/** "1 check", "2 checks". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** A duration for people: "850 ms", "12.4 s", "3 min 20 s". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${decimal(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** A size in binary units, as the engine's limits are given: "512 MiB". */
export function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const step = count < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(count) / 10));
  return `${decimal(count / 1024 ** step, 1)} ${units[step]}`;
}

/** A share in percent. Rounded down, so that only all of it is 100 %; up near zero, so that only nothing is 0 %. */
export function percent(share: number): string {
  const rounded = share > 0 && share < 0.01 ? 1 : Math.floor(share * 100 + 1e-9);
  return `${rounded} %`;
}

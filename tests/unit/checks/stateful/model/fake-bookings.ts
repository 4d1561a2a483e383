import type { Answer, Asked } from "./fake-app.ts";

interface Booking {
  readonly id: number;
  readonly [member: string]: unknown;
}

/** Mistakes that show only after several requests. */
export type BookingsBug = "change-books-again" | "latest-only";

const moves: Readonly<Record<string, readonly string[]>> = {
  booked: ["checked_in", "cancelled"],
  checked_in: [],
  cancelled: [],
};

/** The bookings brief, in memory; correct without a bug. */
export function fakeBookings(bug?: BookingsBug): (asked: Asked) => Answer {
  const bookings = new Map<number, Booking>();
  let clock = Date.UTC(2026, 0, 1);
  const now = (): string => {
    clock += 1000;
    return new Date(clock).toISOString();
  };
  const refused: Answer = { status: 409, json: { error: { code: "conflict", message: "No." } } };

  function book(json: Readonly<Record<string, unknown>>): Answer {
    const at = (value: unknown): number => Date.parse(String(value));
    const inRoom = [...bookings.values()].filter((each) => each.room === json.room && each.state !== "cancelled");
    const compared = bug === "latest-only" ? inRoom.slice(-1) : inRoom;
    const isTaken = compared.some(
      (each) => at(each.starts_at) < at(json.ends_at) && at(json.starts_at) < at(each.ends_at),
    );
    if (isTaken) return refused;
    const time = now();
    const own = { state: "booked", created_at: time, updated_at: time };
    const booking = { id: bookings.size + 1, equipment: [], note: null, ...json, ...own };
    bookings.set(booking.id, booking);
    return { status: 201, json: booking };
  }

  function change(booking: Booking, json: Readonly<Record<string, unknown>>): Answer {
    if (json.state !== undefined && moves[String(booking.state)]?.includes(String(json.state)) !== true) return refused;
    const again = bug === "change-books-again" ? { state: "booked" } : {};
    const after = { ...booking, ...again, ...json, updated_at: now() };
    bookings.set(booking.id, after);
    return { status: 200, json: after };
  }

  function list(query: URLSearchParams): Answer {
    const is = (name: string, value: unknown): boolean => query.get(name) === null || query.get(name) === value;
    const key = (query.get("sort_by") ?? "starts_at").replace("-", "");
    const direction = query.get("sort_by")?.startsWith("-") === true ? -1 : 1;
    const sortable = (each: Booking): number =>
      key === "attendees" ? Number(each.attendees) : Date.parse(String(each.starts_at));
    const found = [...bookings.values()]
      .filter((each) => is("booked_by", each.booked_by) && is("state", each.state))
      .sort((one, other) => direction * (sortable(one) - sortable(other)) || one.id - other.id);
    const from = Number(query.get("offset") ?? 0);
    const page = found.slice(from, from + Number(query.get("limit") ?? 10));
    return { status: 200, json: { bookings: page, total: found.length } };
  }

  return ({ method, path, query, json }) => {
    const [, , , id] = path.split("/");
    if (id === undefined) return method === "POST" ? book(json) : list(query);
    const booking = bookings.get(Number(id));
    if (booking === undefined) return { status: 404, json: { error: { code: "not_found", message: "None." } } };
    return method === "PATCH" ? change(booking, json) : { status: 200, json: booking };
  };
}

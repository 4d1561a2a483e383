import { expect, test } from "vitest";
import { parseProcNetTcp } from "../../../harness/sandbox/service/listening.ts";

const header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

test("sockets that listen are told from those that talk, and those on the loopback from those that can be reached", () => {
  const table = [
    header,
    "   0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101        0 1",
    "   1: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101        0 2",
    "   2: 020012AC:1F40 030012AC:C350 01 00000000:00000000 00:00000000 00000000   101        0 3",
  ].join("\n");
  expect(parseProcNetTcp(table)).toEqual([
    { port: 5000, reachable: false },
    { port: 8000, reachable: true },
  ]);
});

import { afterAll, describe, expect, test } from "vitest";
import { appOf, gradeHostile, serving } from "./bench.ts";
import { printMeasured } from "./measure.ts";

afterAll(printMeasured);

const boots = "operations.boots";

describe("an app that listens, and says nothing at all, is given up at the limit of a start", () => {
  const listening = "import socket, time\nserver = socket.create_server(('0.0.0.0', 8000))\n";
  test.each([
    ["accepts nothing", "time.sleep(9999)\n"],
    ["accepts and closes", "while True: server.accept()[0].close()\n"],
    ["accepts, and answers after ten minutes", "kept = []\nwhile True: kept.append(server.accept())\n"],
    [
      "answers a byte a second",
      "import threading\ndef drip(to):\n  for byte in b'HTTP/1.1 200 OK' + b' ' * 9999: to.send(bytes([byte])); time.sleep(1)\nwhile True: threading.Thread(target=drip, args=(server.accept()[0],)).start()\n",
    ],
  ])("%s", async (_, text) => {
    const { reason, seconds } = await gradeHostile(appOf(listening + text), [boots], { bootSeconds: 4 });
    expect(reason(boots)).toMatch(
      /^failed: It listens on port 8000, but there was no answer to GET \/readyz within 4 s/,
    );
    expect(seconds).toBeLessThan(30);
  });
});

/** In every stage that asks something of a running app. */
const asking = (id: string): boolean => /^(operations\.boots$|(contract|stateful|robustness|latency)\.)/.test(id);

describe("an app that is ready, and then does not answer, is asked no longer than the limit", () => {
  test.each([
    ["answers after ten minutes", "time.sleep(600)"],
    [
      "sends a byte a second",
      "self.send_response(200); self.end_headers()\nfor _ in range(9999): self.wfile.write(b' '); self.wfile.flush(); time.sleep(1)",
    ],
    ["takes its time for each answer", "time.sleep(4)\nself.send_response(200); self.end_headers()"],
  ])("%s", async (_, answer) => {
    const { reason, card, seconds } = await gradeHostile(appOf(serving(answer)), asking, { answerSeconds: 12 });
    expect(reason(boots)).toBe("passed");
    expect(reason("contract.examples")).toMatch(/^failed/);
    expect(card.checks.filter(({ outcome }) => outcome.verdict === "inconclusive")).toEqual([]);
    expect(JSON.stringify(card)).toContain("12 s together: no more was asked of it");
    expect(seconds).toBeLessThan(60);
  });

  test("closes each connection: nothing is waited for", async () => {
    const { reason, seconds } = await gradeHostile(appOf(serving("self.close_connection = True")), asking);
    expect(reason("contract.examples")).toMatch(/^failed: The app gave no answer .* the connection was closed/);
    expect(reason("latency.read")).toMatch(/^blocked/);
    expect(seconds).toBeLessThan(60);
  });
});

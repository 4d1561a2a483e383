import { afterAll, expect, test } from "vitest";
import { appOf, besideAnother, gradeHostile } from "./bench.ts";
import { printMeasured } from "./measure.ts";

afterAll(printMeasured);

/**
 * Tries everything before it is ready, and ends where something answers. Python: connections to `places` and to the gateway of its
 * own network, many at a time, names, and questions to name servers. That its database can be reached shows that it does try.
 */
const reaching = (places: readonly (readonly [host: string, ports: string])[]): string => `
import http.server, selectors, socket, struct, sys, threading, time
gateways = {line.split()[2] for line in open("/proc/net/route")} - {"Gateway", "00000000"}
own = [(socket.inet_ntoa(struct.pack("<L", int(each, 16))), range(1, 2000)) for each in gateways]
places = [(host, port) for host, ports in [${places.map(([host, ports]) => `("${host}", ${ports})`).join(", ")}, *own, ("database", [5432])] for port in ports]
reached = []
def connect(some):
    waiting = selectors.DefaultSelector()
    for place in some:
        one = socket.socket(); one.setblocking(False)
        try: one.connect(place)
        except BlockingIOError: waiting.register(one, selectors.EVENT_WRITE, place)
        except OSError: one.close()
    until = time.monotonic() + 0.7
    while waiting.get_map() and time.monotonic() < until:
        for key, _ in waiting.select(0.1):
            if key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0: reached.append(key.data)
            waiting.unregister(key.fileobj); key.fileobj.close()
    for key in list(waiting.get_map().values()): key.fileobj.close()
def look_up(name):
    try: reached.append((name, socket.gethostbyname(name)))
    except OSError: pass
question = struct.pack(">6H", 7, 256, 1, 0, 0, 0) + b"\\x07example\\x03com\\x00" + struct.pack(">2H", 1, 1)
def ask(server):
    asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); asking.settimeout(2)
    try:
        asking.sendto(question, (server, 53))
        if struct.unpack(">6H", asking.recv(512)[:12])[3] > 0: reached.append((server, "example.com"))
    except OSError: pass
names = ("example.com", "pypi.org", "host.docker.internal", "gateway.docker.internal", "metadata.google.internal")
asking = [threading.Thread(target=look_up, args=(name,)) for name in names]
asking += [threading.Thread(target=ask, args=(server,)) for server in ("127.0.0.11", "127.0.0.1", "8.8.8.8", "1.1.1.1", "172.17.0.1")]
for each in asking: each.start()
for start in range(0, len(places), 3500): connect(places[start:start + 3500])
for each in asking: each.join()
reached += [(line.split()[-1], "IPv6") for line in open("/proc/net/if_inet6") if line.split()[-1] != "lo"]
if ("database", 5432) not in reached: sys.exit("It did not even reach its database.")
reached.remove(("database", 5432))
if reached: sys.exit("It reached " + str(reached[:20]))
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers()
http.server.ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
`;

test("an app reaches neither this host, nor another submission that runs beside it, nor the internet, nor a name server", async () => {
  await besideAnother(async ({ host, containers }) => {
    expect(containers.length).toBeGreaterThanOrEqual(3);
    const places = [
      [host, "range(1, 65536)"],
      ["169.254.169.254", "[80, 443]"],
      ["1.1.1.1", "[53, 80, 443]"],
      ["8.8.8.8", "[53, 443]"],
      ...containers.map((address) => [address, "[22, 80, 5432, 8000, 8080]"] as const),
    ] as const;
    const { reason, seconds } = await gradeHostile(appOf(reaching(places)), ["operations.boots"], {
      bootSeconds: 60,
    });
    expect(reason("operations.boots")).toBe("passed");
    expect(seconds).toBeLessThan(80);
  });
});

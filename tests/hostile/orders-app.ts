import { serving } from "./bench.ts";

/** Where a service of one file keeps its orders: Python that defines `put(id, text)` and `get(id)`. */
export const keeps = {
  "the memory of its process": "orders = {}\ndef put(id, text): orders[id] = text\ndef get(id): return orders.get(id)",
  "SQLite in its container": [
    "import sqlite3",
    "def file():",
    "    kept = sqlite3.connect('/tmp/orders.db', isolation_level=None)",
    "    kept.execute('create table if not exists orders (id text, body text)')",
    "    return kept",
    "def put(id, text): file().execute('insert into orders values (?, ?)', (id, text))",
    "def get(id): return (file().execute('select body from orders where id = ?', (id,)).fetchone() or [None])[0]",
  ].join("\n"),
} as const;

/**
 * A service of one file that creates orders and shows them one by one. `before` is Python that each answer begins with, and `first`
 * what the file begins with.
 */
export const ordersApp = (keep: keyof typeof keeps, before = "", first = ""): string =>
  serving(`${before}\ntell(self)`, `${first}\n${keeps[keep]}\n${telling}`);

const telling = `
import datetime, json, uuid
def say(self, status, body, *headers):
    text = json.dumps(body).encode()
    self.send_response(status)
    kind = "application/json" if status < 400 else "application/problem+json"
    for name, value in (("Content-Type", kind), ("Content-Length", str(len(text))), *headers): self.send_header(name, value)
    self.end_headers()
    self.wfile.write(text)
def tell(self, *headers):
    if self.command != "POST":
        kept = get(self.path.split("/")[-1])
        wrong = {"type": "about:blank", "title": "Not Found", "status": 404}
        return say(self, 200 if kept else 404, json.loads(kept) if kept else wrong, *headers)
    sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
    now = datetime.datetime.now(datetime.timezone.utc).isoformat()
    total = sum(item["quantity"] * item["unit_price_cents"] for item in sent["items"])
    made = {"id": str(uuid.uuid4()), "status": "pending", "total_cents": total, "created_at": now, "updated_at": now}
    order = {"note": None, **sent, **made}
    put(order["id"], json.dumps(order))
    say(self, 201, order, ("Location", "/v1/orders/" + order["id"]), *headers)
`;

import { afterAll, expect, test } from "vitest";
import { dockerfile, gradeHostile, serving } from "./bench.ts";
import { printMeasured } from "./measure.ts";

afterAll(printMeasured);

const checks = ["tests.pass", "tests.minimum", "tests.coverage"] as const;

/** A service with tests of its own; the image has what tests need, so that nothing is installed. */
const suite = (tests: string, conftest: string) => ({
  "app.py": serving("self.send_response(404); self.end_headers()"),
  Dockerfile: dockerfile("RUN pip install --no-cache-dir pytest==9.* coverage==7.*"),
  "tests/conftest.py": conftest,
  "tests/test_app.py": tests,
});
const limits = { buildSeconds: 90, testSeconds: 10 };
const good = "def test_one():\n    assert 1 + 1 == 2\n";

const forging = `import json, os
with open(os.environ["ASSAY_RESULTS"], "a") as file:
    for number in range(500):
        file.write(json.dumps({"id": f"tests/test_app.py::test_{number}", "outcome": "passed"}) + "\\n")
with open("/assay/work/.assay-coverage.json", "w") as file:
    json.dump({"files": {"app.py": {"summary": {"covered_lines": 9, "num_statements": 9}, "executed_lines": [], "missing_lines": []}}}, file)
os._exit(0)
`;

test("tests that write their own results are believed nothing, cost nothing, and a note names the line", async () => {
  const { card, reason } = await gradeHostile(suite("def test_one():\n    assert False\n", forging), checks, limits);
  for (const check of checks)
    expect(reason(check)).toMatch(/^inconclusive: tests\/conftest\.py, line 2, reaches for the results/);
  expect(card.run.incomplete).toBe(true);
  expect(card.run.notices).toContainEqual(expect.stringContaining("tests/conftest.py, line 2"));
});

test.each([
  ["end before they have run, with a good exit code", "import os\nos._exit(0)\n", good, /ran no test/],
  ["hang", "", "import time\ndef test_one():\n    time.sleep(9999)\n", /stopped at their time limit/],
  [
    "leave processes behind that hold the log open",
    "",
    `import subprocess\n${good}\ndef test_two():\n    subprocess.Popen(["sh", "-c", "trap '' TERM; sleep 9999"], start_new_session=True)\n    assert False\n`,
    /1 of 2 tests did not pass/,
  ],
  [
    "reach for this host and the world",
    "",
    "import socket\ndef test_one():\n    for host in ('172.17.0.1', '169.254.169.254', '1.1.1.1'):\n        for port in (22, 53, 80):\n            try: socket.create_connection((host, port), 0.3)\n            except OSError: continue\n            return\n    assert False\n",
    /1 of 1 tests did not pass/,
  ],
])("tests that %s are stopped, and what they did not show is not believed", async (_, conftest, tests, why) => {
  const { reason, seconds } = await gradeHostile(suite(tests, conftest), checks, limits);
  expect(reason("tests.pass")).toMatch(/^failed/);
  expect(reason("tests.pass")).toMatch(why);
  expect(seconds).toBeLessThan(120);
});

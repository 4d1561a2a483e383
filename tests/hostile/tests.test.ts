import { afterAll, describe, expect, test } from "vitest";
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

/** Some code that tests can run, and look at. */
const rules = `def price(quantity, cents):
    if quantity < 1 or quantity > 1000:
        raise ValueError("quantity")
    if cents < 0:
        raise ValueError("cents")
    return quantity * cents + 0

def total(items):
    if not items:
        raise ValueError("items")
    return sum(price(*item) for item in items if item)

def may_move(old, new):
    if old == new:
        return False
    if old == "pending" and new == "paid":
        return True
    if old == "paid" and new == "shipped":
        return True
    return False
`;

describe("tests that look at nothing", () => {
  const [enough, notice] = ["tests.minimum", "tests.kills-mutants"] as const;
  const gradeTests = async (tests: string) => {
    const files = { ...suite(tests, ""), "rules.py": rules, "tests/__init__.py": "" };
    return await gradeHostile(files, [...checks, notice], { ...limits, testSeconds: 60 });
  };

  test("three hundred times that true is true is enough tests, which reach no code and notice nothing", async () => {
    const { reason, seconds } = await gradeTests(
      `import pytest\n@pytest.mark.parametrize("number", range(300))\ndef test_it(number):\n    assert True\n`,
    );
    expect(reason("tests.pass")).toBe("passed");
    expect(reason(enough)).toBe("passed");
    expect(reason("tests.coverage")).toMatch(/^failed: The tests reach 0 % of the code's branches/);
    expect(reason(notice)).toMatch(/^failed: The tests notice 0 of \d\d changes of the code/);
    expect(seconds).toBeLessThan(90);
  });

  test("calls without an assertion reach the code, and notice nothing", async () => {
    const calls = [
      "import contextlib, itertools, pytest",
      "from rules import may_move, price, total",
      '@pytest.mark.parametrize("quantity, cents", itertools.product((0, 1, 2, 1001), (-1, 0, 5)))',
      "def test_price(quantity, cents):",
      "    with contextlib.suppress(ValueError): price(quantity, cents)",
      "    with contextlib.suppress(ValueError): total([(quantity, cents)])",
      "    with contextlib.suppress(ValueError): total([])",
      "def test_moves():",
      '    for old, new in itertools.product(("pending", "paid", "shipped"), repeat=2): may_move(old, new)',
    ];
    const { reason } = await gradeTests(calls.join("\n"));
    expect(reason(enough)).toBe("passed");
    expect(reason(notice)).toMatch(/^failed: The tests notice [01] of \d\d changes of the code/);
  });

  test("tests that are skipped, or expected to fail, are none", async () => {
    const { reason } = await gradeTests(
      [
        "import pytest",
        "@pytest.mark.parametrize('number', range(50))",
        "@pytest.mark.skip(reason='later')",
        "def test_later(number): assert False",
        "@pytest.mark.parametrize('number', range(50))",
        "@pytest.mark.xfail",
        "def test_never(number): assert False",
        "def test_not_here(): pytest.skip('not here')",
      ].join("\n"),
    );
    expect(reason(enough)).toMatch(/^failed: There is no test that runs/);
    expect(reason("tests.pass")).toMatch(/^failed: .* ran no test/);
    expect(reason(notice)).toMatch(/^blocked: There is no test that runs/);
  });
});

import { expect, test } from "vitest";
import assertions from "../../../../harness/checks/tests/assertions.ts";
import { inspect } from "../../submission/inspect.ts";

const conftest = `
import pytest

@pytest.fixture
def quiet(app):
    app.start()
    yield
    assert not app.errors

def assert_problem(response):
    assert response.status_code == 400

def refused(client, body):
    assert_problem(client.post(body))
`;

async function ask(source: string) {
  return await inspect(assertions, { "tests/conftest.py": conftest, "tests/test_a.py": source });
}

test("assertions count wherever they are: in the test, a helper, a helper of a helper, a fixture, a mock, a context", async () => {
  const bodies = [
    "assert client.get('/').status_code == 200",
    "assert_problem(client.get('/'))",
    "refused(client, {})",
    "send.assert_called_once()",
    "with pytest.raises(ValueError):\n        client.get('/')",
    "all(map(refused, bodies))",
  ];
  const source = bodies.map((body, index) => `def test_${index}(client, send):\n    ${body}\n`).join("\n");
  expect(await ask(`${source}\ndef test_quiet(client, quiet):\n    client.get('/')\n`)).toMatchObject({
    verdict: "passed",
    examined: "7 tests",
  });
});

test("a method of a test class counts as a test, and what asserts nothing is named with its line", async () => {
  const source =
    "class TestList:\n    def test_a(self, client):\n        client.get('/')\n\ndef test_b():\n    assert True\n";
  expect(await ask(source)).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ message: expect.stringContaining("test_a"), place: { path: "tests/test_a.py", line: 2 } }],
  });
});

test("a repository without tests is not asked", async () => {
  expect(await inspect(assertions, { "app.py": "def test_me(): pass" })).toMatchObject({ verdict: "not-applicable" });
});

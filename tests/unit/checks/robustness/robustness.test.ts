import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { robustnessChecks } from "../../../../harness/checks/robustness/index.ts";
import { askServer } from "./ask-server.ts";

const check = (name: string) => robustnessChecks.find(({ id }) => id === `robustness.${name}`);

/** Knows its health, and refuses everything else without a look at it. */
const plain: RequestListener = (request, response) => {
  response.statusCode = request.url === "/healthz" ? 200 : 404;
  response.end("{}");
};
const ids = robustnessChecks.map(({ id }) => id);
const whenAsked = (found: (url: string) => boolean, then: (response: Parameters<RequestListener>[1]) => void) =>
  ((request, response) => (found(request.url ?? "") ? then(response) : plain(request, response))) as RequestListener;

describe("what strangers send", () => {
  test.each(ids)("%s: a server that refuses it passes", async (id) => {
    const outcome = await askServer(check(id.replace("robustness.", "")), plain, [1e8, 1.02e8]);
    expect(outcome.verdict).toBe("passed");
  });

  test("must not lead to a server error, whether by its path, a header or a body", async () => {
    const falls = whenAsked(
      (url) => url !== "/healthz" && url !== "/v1/orders",
      (response) => {
        response.statusCode = 500;
        response.end();
      },
    );
    const outcome = await askServer(check("odd-paths"), falls);
    expect(outcome).toMatchObject({ verdict: "failed" });
    const body: RequestListener = (request, response) => {
      response.statusCode = request.method === "POST" ? 500 : 200;
      response.end();
    };
    const fuzzed = await askServer(check("alive-after-fuzz"), body);
    expect(fuzzed).toMatchObject({ verdict: "failed", share: 0 });
    const header: RequestListener = (request, response) => {
      response.statusCode = (request.headers.cookie ?? "").length > 4_000 ? 500 : 200;
      response.end();
    };
    const large = await askServer(check("oversized-header"), header);
    expect(large).toMatchObject({
      verdict: "failed",
      findings: [{ message: "The answer to a Cookie header of 7000 bytes is a server error.", received: "500 " }],
    });
  });

  test("must not get a file of the system, nor write a header", async () => {
    const gives = whenAsked(
      (url) => url.includes("/etc/passwd"),
      (response) => response.end("root:x:0:0:root:/root:/bin/sh\n"),
    );
    expect(await askServer(check("odd-paths"), gives)).toMatchObject({
      verdict: "failed",
      share: 0,
      findings: [{ message: "The answer to a path out of the service holds a file of the system." }],
    });
    const echoes: RequestListener = (request, response) => {
      const [, injected] = /%0d%0a(x-\w+):/.exec(request.url ?? "") ?? [];
      if (injected !== undefined) response.setHeader(injected, "yes");
      plain(request, response);
    };
    expect(await askServer(check("odd-paths"), echoes)).toMatchObject({
      verdict: "failed",
      findings: [{ message: "The answer to a line break and a header has a header that came from the path." }],
    });
  });

  test("must not break what comes after it", async () => {
    let odd = 0;
    const breaks: RequestListener = (request, response) => {
      if (request.url !== "/healthz" && request.url !== "/v1/orders") odd += 1;
      response.statusCode = odd > 5 && request.url === "/v1/orders" ? 503 : 404;
      response.end();
    };
    expect(await askServer(check("odd-paths"), breaks)).toMatchObject({
      verdict: "failed",
      share: 0,
      findings: [{ message: "After what strangers may send, an ordinary request is not answered as before." }],
    });
  });

  test("may leave a connection open or closed, but nothing on it", async () => {
    const closes: RequestListener = (request, response) => {
      response.setHeader("Connection", "close");
      plain(request, response);
    };
    expect((await askServer(check("keep-alive-after-error"), closes)).verdict).toBe("passed");
    const confused: RequestListener = (request, response) => {
      // As if the rest of the body had been read as the next request.
      const reused = request.url === "/healthz";
      response.statusCode = reused ? 400 : 404;
      response.end();
    };
    expect(await askServer(check("keep-alive-after-error"), confused)).toMatchObject({ verdict: "failed", share: 0 });
  });

  test("must not stay in memory: what grows once may be a cache that is full now, what grows twice is not", async () => {
    const mebibytes = (...sizes: readonly number[]) => sizes.map((size) => size * 1024 * 1024);
    expect((await askServer(check("memory-growth"), plain, mebibytes(100, 108))).verdict).toBe("passed");
    expect((await askServer(check("memory-growth"), plain, mebibytes(100, 120, 121))).verdict).toBe("passed");
    expect(await askServer(check("memory-growth"), plain, mebibytes(100, 120, 140))).toMatchObject({
      verdict: "failed",
      findings: [{ received: "20 MB, then 20 MB" }],
    });
  });
});

test("a server that answers none of the large requests is not asked hundreds of times", {
  timeout: 40_000,
}, async () => {
  const mute: RequestListener = (request, response) => {
    if (request.url === "/healthz") plain(request, response);
  };
  const begun = performance.now();
  const outcome = await askServer(check("memory-growth"), mute, [1e8, 1e8]);
  expect(outcome).toMatchObject({
    verdict: "failed",
    findings: [{ message: expect.stringMatching(/^12 requests in a row, .* got no answer/) }],
  });
  expect(performance.now() - begun).toBeLessThan(30_000);
});

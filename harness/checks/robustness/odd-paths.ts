import type { StageContexts } from "../check.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForRobustness } from "./asked.ts";
import { type Strange, sendStrange } from "./strange.ts";

/** What every Linux image has, and no API gives out. */
const passwordFile = /^root:[^:\n]*:0:0:/m;
const up = "../../../../../..";

export default defineCheck({
  id: "robustness.odd-paths",
  stage: "probe",
  timed: true,
  after: ["operations.boots"],
  title: "Odd addresses lead nowhere",
  why: "Within minutes of going online a service is asked for ../../etc/passwd and the like. It must neither break nor give it out.",
  hint: "Never open a file by a name from the path except through send_from_directory, and look at an id's form before you ask the database for it.",
  notAskedBy: askedForRobustness,
  async run(context) {
    return await sendStrange(context, oddPaths(context));
  },
});

function oddPaths({ brief, random }: StageContexts["probe"]): readonly Strange[] {
  const base = brief.api.operation(mainResource(brief).create).path;
  const injected = `x-${random.token(8)}`;
  const encodedUp = up.replaceAll("/", "%2f");
  const targets: Readonly<Record<string, string>> = {
    "a path out of the service": `/${up}/etc/passwd`,
    "a path out of the collection": `${base}/${up}/etc/passwd`,
    "a path out with encoded slashes": `/${encodedUp}%2fetc%2fpasswd`,
    "an id that is a path out": `${base}/${encodedUp}%2fetc%2fpasswd`,
    "a path out with encoded dots": `/${up.replaceAll(".", "%2e")}/etc/passwd`,
    "a path out with doubled dots": `/${up.replaceAll("..", "....").replaceAll("/", "//")}//etc/passwd`,
    "a path out that is encoded twice": `/${encodedUp.replaceAll("%", "%25")}%252fetc%252fpasswd`,
    "a path out of the static files": `/static/${encodedUp}%2fetc%2fpasswd`,
    "a file's absolute path": "/etc/passwd",
    "a file's absolute path after two slashes": "//etc/passwd",
    "an encoded NUL": `${base}/%00`,
    "a NUL behind a name": `/etc/passwd%00.json`,
    "bytes that are no UTF-8": `${base}/%ff%fe%c3%28`,
    "an id in other scripts": `${base}/${encodeURIComponent("ключ🔑\u202eé")}`,
    "a percent sign alone": `${base}/%`,
    "a percent sign before no digits": `${base}/%zz`,
    "two slashes at the beginning": `/${base}`,
    "two slashes at the end": `${base}//`,
    "a path of slashes": "/".repeat(200),
    "a single dot": `${base}/.`,
    "a parameter of the path": `${base}/;a=b`,
    "SQL for an id": `${base}/1%27%20OR%20%271%27=%271`,
    "a line break and a header": `${base}/%0d%0a${injected}:%20yes`,
    "a very long id": `${base}/${"a".repeat(3_500)}`,
    "a path that is too long for any server": `${base}/${"a".repeat(100_000)}`,
    "a query of odd bytes": `${base}?%ff=%00&=&&%=%&a[]=1&a[b]=2`,
    "a query with very many names": `${base}?${Array.from({ length: 500 }, (_, at) => `a${at}=`).join("&")}`,
  };
  return Object.entries(targets).map(([what, target]) => ({
    what,
    parts: (headers) => [`GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`],
    curl: curlOf(target),
    isJudged: true,
    forbidden({ body, headers }) {
      if (passwordFile.test(body)) return "holds a file of the system";
      return headers.some(([name]) => name === injected) ? "has a header that came from the path" : undefined;
    },
  }));
}

function curlOf(target: string): string {
  const shown = target.length > 1_000 ? `${target.slice(0, 20)}$(printf 'a%.0s' $(seq ${target.length - 20}))` : target;
  return `curl -i --path-as-is -g -u "$API_USERNAME:$API_PASSWORD" "$BASE_URL${shown}"`;
}

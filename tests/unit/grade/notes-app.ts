import { fileURLToPath } from "node:url";
import { echoServer } from "../http/echo-server.ts";

/** The document that the app below keeps. */
export const notesDocument = fileURLToPath(new URL("notes.yaml", import.meta.url));

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly allow?: string;
}

/** A small API on 127.0.0.1 that keeps its document to the letter, except that `stored` decides how a note with stars is taken. */
export async function notesApp(stored: (stars: number) => Answer | undefined = () => undefined) {
  const notes: Record<string, unknown>[] = [];
  return await echoServer(({ method, url, body, headers }, response) => {
    const { status, body: answer, allow } = answerTo(method, url, headers["content-type"] ?? "", body);
    if (allow !== undefined) response.setHeader("allow", allow);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(method === "HEAD" ? undefined : JSON.stringify(answer ?? { error: status }));
  });

  function answerTo(method: string, url: string, type: string, body: string): Answer {
    const path = url.split("?", 1)[0] ?? "";
    if (path === "/notes") return method === "POST" ? made(type, body) : { status: 405, allow: "POST" };
    const [, id] = /^\/notes\/(\d+)$/.exec(path) ?? [];
    if (id === undefined) return { status: 404 };
    if (method !== "GET" && method !== "HEAD") return { status: 405, allow: "GET, HEAD" };
    const note = notes[Number(id)];
    return note === undefined ? { status: 404 } : { status: 200, body: note };
  }

  function made(type: string, body: string): Answer {
    const sent = type.toLowerCase().startsWith("application/json") ? parsed(body) : undefined;
    if (typeof sent !== "object" || sent === null || !("text" in sent) || typeof sent.text !== "string")
      return { status: 400 };
    const length = [...sent.text].length;
    if (length < 1 || length > 10) return { status: 400 };
    const stars = "stars" in sent ? sent.stars : 0;
    if (typeof stars !== "number" || !Number.isInteger(stars) || stars < 0 || stars > 5) return { status: 400 };
    const other = stored(stars);
    if (other !== undefined) return other;
    const note = { id: notes.length, text: sent.text, stars };
    notes.push(note);
    return { status: 201, body: note };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was read from the Python source, without running any of it. Lines start at 1. */
export interface SourceFacts {
  /** The candidate's own modules, sorted by path. */
  readonly modules: readonly Module[];
  /** Python files that were not read, and why: vendored, too large, too deeply nested. */
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}

/** `migration`: what Alembic generates and the folder that it lives in. */
export type ModuleRole = "code" | "test" | "migration";

export interface Module {
  readonly path: string;
  /** Dotted name below the submission's root, `src.shop.orders`. */
  readonly name: string;
  readonly role: ModuleRole;
  readonly lines: number;
  readonly source: string;
  /** Line of the first syntax error; the facts of the rest are still there. */
  readonly syntaxErrorAt: number | undefined;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly apps: readonly AppFact[];
  readonly blueprints: readonly BlueprintFact[];
  /** Lines where a blueprint, namespace or API is registered. */
  readonly registrations: readonly number[];
  readonly routes: readonly RouteFact[];
  readonly environment: readonly EnvironmentRead[];
  readonly handlers: readonly HandlerFact[];
}

export interface Import {
  /** Name that it is known by in this module. */
  readonly name: string;
  /** What it stands for, dotted: `flask.Flask`, `.views.bp`. */
  readonly origin: string;
  readonly line: number;
}

export interface FunctionFact {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly decorators: readonly string[];
  /** Decisions + 1, as McCabe counts; functions defined inside count for themselves. */
  readonly complexity: number;
  /** Name of the function or class around it. */
  readonly inside: string | undefined;
  readonly assertions: number;
  /** Names in it, each once: what it calls or hands on, and its parameters (pytest's fixtures). */
  readonly uses: readonly string[];
}

export interface ClassFact {
  readonly name: string;
  readonly line: number;
  /** Dotted, with imports resolved: `flask.views.MethodView`. */
  readonly bases: readonly string[];
}

/** A place where an application object is made. */
export interface AppFact {
  /** `flask.Flask`, `apiflask.APIFlask`, or a class of the submission's own. */
  readonly className: string;
  readonly line: number;
  readonly variable: string | undefined;
  /** Function that makes it; undefined at the top of a module. */
  readonly madeIn: string | undefined;
  /** The function gives it to its caller, or keeps it in an object. */
  readonly handedOut: boolean;
}

export interface BlueprintFact {
  readonly className: string;
  readonly line: number;
  readonly variable: string | undefined;
}

export interface RouteFact {
  /** `blueprint`, `app`, or `unknown` where the object comes from somewhere that can't be followed. */
  readonly on: "blueprint" | "app" | "unknown";
  /** As written; undefined where it is not a literal. */
  readonly path: string | undefined;
  readonly methods: readonly string[];
  readonly line: number;
}

export interface EnvironmentRead {
  readonly variable: string;
  readonly line: number;
}

/** An `except` clause (or `contextlib.suppress`) that catches everything. */
export interface HandlerFact {
  readonly line: number;
  readonly catches: string;
  /** What becomes of the failure; `swallowed` means that nobody will hear of it. */
  readonly failure: "raised" | "reported" | "answered" | "harmless" | "swallowed";
  readonly insideFunction: string | undefined;
}

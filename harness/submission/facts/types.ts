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
  readonly views: readonly ViewFact[];
  /** Lines where an error handler is registered. */
  readonly errorHandlers: readonly number[];
  readonly sql: readonly SqlFact[];
  readonly texts: readonly AssignedText[];
  readonly state: readonly StateFact[];
}

/** A function that answers requests: under a route's decorator, or a method of a class of views. */
export interface ViewFact {
  readonly name: string;
  /** Of its decorators, as written; empty where they are no literals, and for methods of classes. */
  readonly paths: readonly string[];
  readonly line: number;
  readonly endLine: number;
}

/** SQL that is written in the code and given to something that runs it. */
export interface SqlFact {
  readonly line: number;
  /** Its beginning, for people. */
  readonly text: string;
  readonly insideFunction: string | undefined;
  /** Values that stand inside the text instead of being handed over beside it. */
  readonly values: readonly { readonly line: number; readonly expression: string }[];
}

/** A text that a name is given in the code: assigned, a keyword argument, or a member of a dictionary. */
export interface AssignedText {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** What counts where the environment has nothing: `os.environ.get("X", "text")`. */
  readonly isFallback: boolean;
}

/** A container or counter at the top of a module that functions change. */
export interface StateFact {
  readonly name: string;
  readonly line: number;
  readonly changedAt: number;
  readonly changedIn: string;
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
  /** Has a docstring. */
  readonly isDocumented: boolean;
  /** Parameters without `self` and `cls`; a lone `*` or `/` is none. */
  readonly parameters: number;
  /** How many of these have a type. */
  readonly typedParameters: number;
  readonly hasReturnType: boolean;
}

export interface ClassFact {
  readonly name: string;
  readonly line: number;
  /** Dotted, with imports resolved: `flask.views.MethodView`. */
  readonly bases: readonly string[];
  /** Has a docstring. */
  readonly isDocumented: boolean;
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

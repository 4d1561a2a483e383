/** What is to be done with one command of a README, in the order in which they stand there. */
export type CommandStep = {
  /** Line of the README, from 1. */
  readonly line: number;
  /** As it stands there, in one line. */
  readonly text: string;
  /** It stands under a heading about tests. */
  readonly isTest: boolean;
} & (
  | {
      readonly action: "skip";
      /** Words that follow "not executed, because". */
      readonly why: string;
      /** True where what comes later may need what it would have done. */
      readonly matters: boolean;
    }
  /** Changes what comes after it: a setting. `isStandIn`: a value of ours stands where the README has a placeholder. */
  | { readonly action: "set"; readonly script: string; readonly isStandIn: boolean }
  /** A folder of the repository, "" for its top. */
  | { readonly action: "enter"; readonly folder: string }
  | {
      readonly action: CommandKind;
      /** The command, as it is given to a shell. */
      readonly script: string;
      /** It is documented for a container of the image: the image's own working folder is tried first. */
      readonly inImage: boolean;
      readonly isStandIn: boolean;
    }
);

/** What a command is for, and so when it has done it: it ends (tests, migrations), or listens (all others may). */
export type CommandKind = "test" | "migrate" | "run";

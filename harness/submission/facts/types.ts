export interface SourceFacts {
  readonly modules: readonly unknown[];
}

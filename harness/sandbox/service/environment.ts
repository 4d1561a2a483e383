import type { DataRecord, EnvironmentValue, RuntimeContract } from "../../brief/types.ts";
import { datasetPath } from "./dataset-volume.ts";

export interface EnvironmentOptions {
  readonly contract: RuntimeContract;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly dataset: readonly DataRecord[] | undefined;
  /** Default: the brief's. */
  readonly port?: number;
}

/** The variables that the brief publishes, with this run's values. */
export function environmentOf(
  { contract, credentials, dataset, port = contract.port }: EnvironmentOptions,
  databaseUrl: string,
): Readonly<Record<string, string>> {
  const values: Readonly<Record<EnvironmentValue, string | undefined>> = {
    "database-url": databaseUrl,
    username: credentials.username,
    password: credentials.password,
    port: String(port),
    dataset: dataset === undefined ? undefined : datasetPath,
  };
  return Object.fromEntries(
    contract.environment.flatMap(({ name, value }) => {
      const found = values[value];
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

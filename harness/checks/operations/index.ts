import type { AnyCheck } from "../check.ts";
import boots from "./boots.ts";
import builds from "./builds.ts";
import buildsFromCleanClone from "./builds-from-clean-clone.ts";
import configFromEnvironment from "./config-from-environment.ts";
import debugOff from "./debug-off.ts";
import dockerignore from "./dockerignore.ts";
import farDatabase from "./far-database.ts";
import fourAtOnce from "./four-at-once.ts";
import fullTmp from "./full-tmp.ts";
import gracefulStop from "./graceful-stop.ts";
import health from "./health.ts";
import healthcheck from "./healthcheck.ts";
import noSecretsInImage from "./no-secrets-in-image.ts";
import imageSize from "./image-size.ts";
import missingConfigFailsFast from "./missing-config-fails-fast.ts";
import outage from "./outage.ts";
import recoversAfterOutage from "./recovers-after-outage.ts";
import nonRoot from "./non-root.ts";
import pinnedBase from "./pinned-base.ts";
import pinnedDependencies from "./pinned-dependencies.ts";
import productionServer from "./production-server.ts";
import readOnlyRoot from "./read-only-root.ts";
import restartKeepsData from "./restart-keeps-data.ts";
import slowDatabaseTimesOut from "./slow-database-times-out.ts";
import twoWorkers from "./two-workers.ts";

export const operationsChecks: readonly AnyCheck[] = [
  builds,
  buildsFromCleanClone,
  boots,
  health,
  nonRoot,
  readOnlyRoot,
  productionServer,
  configFromEnvironment,
  missingConfigFailsFast,
  twoWorkers,
  fourAtOnce,
  restartKeepsData,
  gracefulStop,
  outage,
  recoversAfterOutage,
  slowDatabaseTimesOut,
  farDatabase,
  fullTmp,
  imageSize,
  pinnedBase,
  pinnedDependencies,
  dockerignore,
  noSecretsInImage,
  debugOff,
  healthcheck,
];

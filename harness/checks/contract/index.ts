import acceptNegotiation from "./accept-negotiation.ts";
import acceptsValid from "./accepts-valid.ts";
import contentType from "./content-type.ts";
import createdLocation from "./created-location.ts";
import documentedStatus from "./documented-status.ts";
import examples from "./examples.ts";
import headAndOptions from "./head-and-options.ts";
import noContent from "./no-content.ts";
import noServerError from "./no-server-error.ts";
import responseBody from "./response-body.ts";
import responseHeaders from "./response-headers.ts";
import unknownPath from "./unknown-path.ts";
import unsupportedMethod from "./unsupported-method.ts";

/** contract.no-server-error stands first: it sends requests that the others then look at. */
export const contractChecks = [
  noServerError,
  documentedStatus,
  contentType,
  responseBody,
  responseHeaders,
  examples,
  acceptsValid,
  createdLocation,
  unknownPath,
  unsupportedMethod,
  headAndOptions,
  noContent,
  acceptNegotiation,
];

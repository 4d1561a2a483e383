import framework from "./framework.ts";
import mediaType from "./media-type.ts";
import schema from "./schema.ts";
import statusMember from "./status-member.ts";

export const errorsChecks = [schema, mediaType, statusMember, framework];

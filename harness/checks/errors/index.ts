import framework from "./framework.ts";
import mediaType from "./media-type.ts";
import namesTheField from "./names-the-field.ts";
import noLeak from "./no-leak.ts";
import schema from "./schema.ts";
import statusMember from "./status-member.ts";
import vocabulary from "./vocabulary.ts";

export const errorsChecks = [schema, mediaType, statusMember, framework, namesTheField, vocabulary, noLeak];

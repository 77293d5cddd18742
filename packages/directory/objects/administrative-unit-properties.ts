import { objectProperties, type PropertyTable, required, text } from './property-definition.ts';

/**
 * The properties of an administrative unit. Units that follow a rule and units that keep other administrators away are not
 * kept here: their properties are in the schema only.
 *
 * @see Graph schema v1.0, type administrativeUnit
 */
export const administrativeUnitProperties: PropertyTable = {
  ...objectProperties,

  displayName: text(256, required),
  description: text(1024),
  /** Of units with hidden membership only their members and administrators see who is in them. */
  visibility: text(32, { allowed: ['Public', 'HiddenMembership'] }),
};

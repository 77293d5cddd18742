import type { RuleObjectType } from '../ast/rule-object-type.ts';

/**
 * What a property holds: `text`, `boolean` and `date` are single values; `texts` a collection of texts; `plans` the
 * assigned plans; `groups` the groups an object is a direct member of. The letters of the rule language spec are
 * S, B, D, C, P and M.
 */
export type PropertyType = 'text' | 'boolean' | 'date' | 'texts' | 'plans' | 'groups';

/** One attribute that rules can read. */
export interface RuleProperty {
  /** Canonical name in rules, without the object prefix. */
  readonly name: string;
  readonly type: PropertyType;
  /** Path of the attribute on the Graph resource, for example `onPremisesExtensionAttributes.extensionAttribute1`. */
  readonly graphAttribute: string;
  /** False when every object has a value. */
  readonly isNullable: boolean;
  /** True when `-ge` and `-le` compare the text as a version number (D-16). */
  readonly isVersion: boolean;
  /** False for names a deployment added and for what the vendor's table does not list (lint W_NON_PORTABLE). */
  readonly isPortable: boolean;
  /** True for a directory extension, whose registration the directory checks when a rule is saved. */
  readonly isExtension: boolean;
  /** The only values the attribute takes, where there are such. */
  readonly allowedValues?: readonly string[];
}

/** The attributes that rules can read, per kind of object. */
export type PropertyTables = Readonly<Record<RuleObjectType, readonly RuleProperty[]>>;

/** What may be left out when a property is described: it is then nullable text under its own Graph name. */
export type PropertyDescription = Pick<RuleProperty, 'name'> & Partial<Omit<RuleProperty, 'name'>>;

/** A property from its description. */
export function describeProperty(description: PropertyDescription): RuleProperty {
  return {
    type: 'text',
    graphAttribute: description.name,
    isNullable: true,
    isVersion: false,
    isPortable: true,
    isExtension: false,
    ...description,
  };
}

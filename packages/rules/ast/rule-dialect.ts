/**
 * Which language a rule is written in: `entra`, the portable one, or `extended`, which adds to it and takes nothing away.
 * A rule of the portable language means the same in both.
 */
export type RuleDialect = 'entra' | 'extended';

/** Every dialect by name. */
export const ruleDialects: readonly RuleDialect[] = ['entra', 'extended'];

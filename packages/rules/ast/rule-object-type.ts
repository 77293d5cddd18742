/** What a rule may be about. */
export type RuleObjectType = 'user' | 'device';

// Data: the statements of the migration 0021. Never changed: what comes later is a migration of its own.
/** A pass that did not succeed, or has not yet. */
export const isUnsettled = "status <> 'Succeeded'";

/** The place of its state in `unsettledStates`. */
export const unsettledRank =
  "(case when held is not null then 0 when status = 'Failed' then 1 when status = 'Running' then 2 else 3 end)";

/** One statement each. Of groups that are in line with their rules, nearly all, the index holds nothing. */
export const ruleProcessing: readonly string[] = [
  `create index passes_unsettled on passes (${unsettledRank}, rule_version) where ${isUnsettled}`,
  // People and devices whom the rule of the group must let in, or leave out.
  'alter table groups add column membership_rule_tests jsonb',
];

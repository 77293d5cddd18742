import type { Directory } from '../context.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { byColumns, byRelations, bySources } from './select-by-columns.ts';
import { byDatabase } from './select-by-database.ts';
import type { Selection } from './selection.ts';

/**
 * Looks at the whole directory for one rule: in columns, with the members of other groups where the rule asks for them;
 * in the database when this process keeps no columns.
 */
export async function lookFor(directory: Directory, rule: ActiveRule): Promise<Selection> {
  const objects = await directory.columns.fill();
  if (objects === undefined) return byDatabase(directory, rule);
  if (rule.rule.form === 'memberOf') return bySources(directory, rule, objects);
  return rule.rule.readsRelations ? byRelations(directory, rule, objects) : byColumns(directory, rule, objects);
}

import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { lockObject } from '../objects/require-object.ts';
import { ruleErrors } from '../rules/rule-errors.ts';
import { isRuleActive } from './group-kind.ts';

/**
 * Looks at the whole directory again for one group, as an edit of its rule would (rule language spec D-32).
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, RULE_REQUIRED when no rule is being applied
 */
export async function reprocessRule(directory: Directory, caller: Caller, id: ObjectId): Promise<void> {
  authorizeSome(caller, 'change membership rules');
  await changeDirectory(directory, caller, 'reprocess-rule', 'exclusive', async (change) => {
    const group = await lockObject(change.session, 'group', id);
    await authorizeFor(change, caller, 'change membership rules', group);
    if (!isRuleActive(group.properties)) throw ruleErrors.RULE_REQUIRED({});
    await change.registerRule(group, true);
    change.fact(group, 'update');
  });
}

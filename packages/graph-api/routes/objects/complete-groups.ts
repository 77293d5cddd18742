import { withProcessingStatus } from '@muster/directory';
import type { CompleteObjects } from './complete-objects.ts';

/** Groups with their `membershipRuleProcessingStatus` filled in; other objects as they are. */
export const completeGroups: CompleteObjects = async (api, objects, shows) => {
  const asked = objects.filter((each) => each.type === 'group' && shows(each, 'membershipRuleProcessingStatus'));
  if (asked.length === 0) return objects;
  const completed = await api.directory.store.read((session) => withProcessingStatus(api.directory, session, asked));
  const byId = new Map(completed.map((each) => [each.id, each]));
  return objects.map((each) => byId.get(each.id) ?? each);
};

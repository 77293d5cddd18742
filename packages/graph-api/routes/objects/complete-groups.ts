import { withProcessingStatus } from '@muster/directory';
import type { CompleteObjects } from './complete-objects.ts';

/** Groups with their `membershipRuleProcessingStatus` filled in; other objects as they are. */
export const completeGroups: CompleteObjects = async (api, objects, shows) => {
  const isAsked = objects.some((each) => each.type === 'group' && shows(each, 'membershipRuleProcessingStatus'));
  if (!isAsked) return objects;
  return api.directory.store.read((session) => withProcessingStatus(api.directory, session, objects));
};

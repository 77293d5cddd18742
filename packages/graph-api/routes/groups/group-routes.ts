import {
  approveMembershipChange,
  deleteGroup,
  rejections,
  rejectMembershipChange,
  reprocessRule,
  type SeenNumbers,
} from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { type ActionBody, readActionBody, readChoice, readWholeNumber } from '../objects/action-body.ts';
import { addressedId, addressedObject } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerObject } from '../objects/answer-object.ts';
import { ownerRoutes } from '../objects/owner-routes.ts';
import { memberOfRoutes } from '../roles/member-of-routes.ts';
import { compareMembersRoute } from './compare-members-route.ts';
import { createGroupRoute } from './create-group-route.ts';
import { evaluateMembershipRoutes } from './evaluate-membership-routes.ts';
import { explainMembershipRoutes } from './explain-membership-routes.ts';
import { insightRoutes } from './insight-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { membersAsOfRoute } from './members-as-of-route.ts';
import { membershipHistoryRoute } from './membership-history-route.ts';
import { previewRoutes } from './preview-routes.ts';
import { ruleProcessingRoute } from './rule-processing-route.ts';
import { ruleValueRoutes } from './rule-value-routes.ts';
import { updateGroupRoute } from './update-group-route.ts';

const listGroups: Handler = (api, request) => answerList(api, request, { types: ['group'], scope: { kind: 'all' } });

const readGroup: Handler = (api, request) =>
  answerObject(api, request, { types: ['group'], find: () => addressedObject(api, request, 'group') });

const removeGroup: Handler = async (api, request) => {
  await deleteGroup(api.directory, request.caller, await addressedId(api, request, 'group'));
  return noContent;
};

/** Not in Graph: looks at the whole directory again for one dynamic group, as an edit of its rule would. */
const reprocessMembership: Handler = async (api, request) => {
  await reprocessRule(api.directory, request.caller, await addressedId(api, request, 'group'));
  return noContent;
};

/** Not in Graph: lets a pass go on that the guard holds. */
const approveChange: Handler = async (api, request) => {
  const seen = readSeenNumbers(readActionBody(request));
  await approveMembershipChange(api.directory, request.caller, await addressedId(api, request, 'group'), seen);
  return noContent;
};

/** Not in Graph: decides that such a pass does not go on. */
const rejectChange: Handler = async (api, request) => {
  const body = readActionBody(request);
  const id = await addressedId(api, request, 'group');
  const rejection = readChoice(body, 'outcome', rejections);
  await rejectMembershipChange(api.directory, request.caller, id, rejection, readSeenNumbers(body));
  return noContent;
};

function readSeenNumbers(body: ActionBody): SeenNumbers {
  const most = Number.MAX_SAFE_INTEGER;
  const [leaving, joining] = ['leavingCount', 'joiningCount'].map((name) => readWholeNumber(body, name, 0, most));
  return { ...(leaving === undefined ? {} : { leaving }), ...(joining === undefined ? {} : { joining }) };
}

/** @see Graph surface spec §11.2; rule language spec D-32 for `reprocessMembership` */
export const groupRoutes: readonly Route[] = [
  route('GET groups', listGroups),
  route('GET groups/$count', listGroups),
  route('POST groups', createGroupRoute),
  route('GET groups/{}', readGroup),
  route('PATCH groups/{}', updateGroupRoute),
  route('DELETE groups/{}', removeGroup),
  ...memberRoutes,
  ...ownerRoutes('group'),
  ...memberOfRoutes('group', 'memberOf'),
  ...memberOfRoutes('group', 'transitiveMemberOf'),
  ...memberOperationRoutes('groups/{}', async (api, request) => ({
    type: 'group',
    id: await addressedId(api, request, 'group'),
  })),
  ...evaluateMembershipRoutes,
  ...previewRoutes,
  ...explainMembershipRoutes,
  route('GET groups/{}/membershipHistory', membershipHistoryRoute),
  route('GET groups/{}/membersAsOf', membersAsOfRoute),
  ...insightRoutes,
  ...ruleValueRoutes,
  route('GET groups/ruleProcessing', ruleProcessingRoute),
  route('POST groups/compareMembers', compareMembersRoute),
  route('POST groups/{}/reprocessMembership', reprocessMembership),
  route('POST groups/{}/approveMembershipChange', approveChange),
  route('POST groups/{}/rejectMembershipChange', rejectChange),
];

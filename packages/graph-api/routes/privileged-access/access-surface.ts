import {
  type AccessRequest,
  directoryErrors,
  type GroupAccessQuestion,
  getGroupSchedule,
  type Held,
  listGroupRequests,
  listGroupSchedules,
  listOwnGroupSchedules,
  listOwnSchedules,
  listRoleRequests,
  listSchedules,
} from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { RecordType } from '../organization/record-answers.ts';
import { type ExpandRecords, readRecordQuery } from '../roles/answer-role-records.ts';
import { expandObjects, expandOwnRoleRecords, expandRoleRecords } from '../roles/expand-role-records.ts';
import { expandApprovals } from './expand-approvals.ts';
import { type AnySchedule, groupScheduleTypes, type Kind, scheduleTypes } from './schedule-records.ts';

/** Where roles and access to groups differ in their addresses, names and questions; the rest of the routes is one. */
export interface AccessSurface {
  readonly type: Held['type'];
  readonly types: typeof scheduleTypes;
  /** The addresses of collections begin with it. */
  readonly root: string;
  /** Collections' names begin with it: `roleEligibilitySchedules`, `eligibilitySchedules`. */
  readonly nameOf: (kind: Kind, what: string) => string;
  /** Place of the segment that carries the key. */
  readonly depth: number;
  readonly expand: (api: GraphApi, request: GraphRequest) => ExpandRecords;
  /** Of what waits for the person who is signed in. */
  readonly expandApprovals: (api: GraphApi, request: GraphRequest) => ExpandRecords;
  /** Of what is the person's own. */
  readonly expandOwn: (api: GraphApi, request: GraphRequest) => ExpandRecords;
  readonly schedules: (
    api: GraphApi,
    request: GraphRequest,
    kind: Kind,
    type: RecordType,
  ) => Promise<readonly AnySchedule[]>;
  readonly schedule: (api: GraphApi, request: GraphRequest, kind: Kind, id: ObjectId) => Promise<AnySchedule>;
  readonly ownSchedules: (api: GraphApi, request: GraphRequest, kind: Kind) => Promise<readonly AnySchedule[]>;
  readonly requests: (
    api: GraphApi,
    request: GraphRequest,
    kind: Kind,
    type: RecordType,
  ) => Promise<readonly AccessRequest[]>;
}

function demanded(request: GraphRequest, type: RecordType, member: string): ObjectId | null {
  const { filter } = readRecordQuery(request, type);
  return toObjectId(filter?.demands.get(member) ?? '') ?? null;
}

/** @see Graph surface spec §11.5 */
export const roleSurface: AccessSurface = {
  type: 'role',
  types: scheduleTypes,
  root: 'roleManagement/directory',
  nameOf: (kind, what) => `role${kind === 'eligibility' ? 'Eligibility' : 'Assignment'}${what}`,
  depth: 2,
  expand: expandRoleRecords,
  expandApprovals: (api, request) => expandApprovals(api, request, 'role', expandRoleRecords(api, request)),
  expandOwn: expandOwnRoleRecords,
  schedules: ({ directory }, { caller }, kind) => listSchedules(directory, caller, kind),
  async schedule({ directory }, { caller }, kind, id) {
    const found = (await listSchedules(directory, caller, kind)).find((each) => each.id === id);
    if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return found;
  },
  ownSchedules: ({ directory }, { caller }, kind) => listOwnSchedules(directory, caller, kind),
  requests({ directory }, request, kind, type) {
    const principalId = demanded(request, type, 'principalId');
    return listRoleRequests(directory, request.caller, { kind, ...(principalId === null ? {} : { principalId }) });
  },
};

/**
 * Answers a question about one group or person. Graph wants to be told of which; whoever may not read any is told that first.
 *
 * @throws AppError QUERY_UNSUPPORTED
 */
async function answerQuestion<T>(
  request: GraphRequest,
  type: RecordType,
  answer: (question: GroupAccessQuestion) => Promise<T>,
): Promise<T> {
  const [groupId, principalId] = [demanded(request, type, 'groupId'), demanded(request, type, 'principalId')];
  const found = await answer({ groupId, principalId });
  if (groupId !== null || principalId !== null) return found;
  throw graphErrors.QUERY_UNSUPPORTED({ reason: "filter by groupId eq '…' or principalId eq '…'" });
}

const expandGroupRecords =
  (api: GraphApi, request: GraphRequest): ExpandRecords =>
  (relation, records) => {
    if (relation === 'principal') return expandObjects(api, request, records, relation, (each) => each.principalId);
    if (relation !== 'group') return undefined;
    return expandObjects(api, request, records, relation, (each) => each.groupId);
  };

/** @see Graph surface spec §11.5 */
export const groupSurface: AccessSurface = {
  type: 'group',
  types: groupScheduleTypes,
  root: 'identityGovernance/privilegedAccess/group',
  nameOf: (kind, what) => `${kind}${what}`,
  depth: 3,
  expand: expandGroupRecords,
  expandApprovals: (api, request) => expandApprovals(api, request, 'group', expandGroupRecords(api, request)),
  expandOwn: expandGroupRecords,
  schedules: ({ directory }, request, kind, type) =>
    answerQuestion(request, type, (asked) => listGroupSchedules(directory, request.caller, kind, asked)),
  schedule: ({ directory }, { caller }, kind, id) => getGroupSchedule(directory, caller, kind, id),
  ownSchedules: ({ directory }, { caller }, kind) => listOwnGroupSchedules(directory, caller, kind),
  requests: ({ directory }, request, kind, type) =>
    answerQuestion(request, type, (asked) => listGroupRequests(directory, request.caller, kind, asked)),
};

import { auditMovements, type MovedGroup } from '@muster/directory';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentChange, presentName } from '../groups/present-membership-explanation.ts';
import { placeOfId } from './directory-audit-records.ts';

/** Not in Graph: the memberships that a change moved, with what followed from it. */
const read: Handler = async ({ directory }, request) => {
  expectOptions(readQueryOptions(request.queryString), []);
  const id = request.segments[1]!.key!;
  const found = await auditMovements(directory, request.caller, { id, seq: placeOfId(id)?.seq });
  const shown = {
    changeNumber: found.seq,
    joinedCount: found.counts.joined,
    leftCount: found.counts.left,
    groupCount: found.counts.groups,
    value: found.groups.map(presentGroup),
  };
  return { status: 200, body: extensionAnswer(request, 'auditMovements', shown) };
};

function presentGroup({ group, joined, left, members, ruleChange }: MovedGroup): JsonMembers {
  return {
    group: presentName(group),
    joinedCount: joined,
    leftCount: left,
    members: members.map((member) => ({ ...presentName(member), joined: member.joined })),
    ruleChange: ruleChange === null ? null : presentChange(ruleChange),
  };
}

export const auditMovementRoutes: readonly Route[] = [route('GET auditLogs/directoryAudits/{}/movements', read)];

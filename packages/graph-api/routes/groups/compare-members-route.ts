import { compareMembers, comparisonLists, mostComparedObjects } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import { readActionBody, readChoice, readFlag, readIds, readWholeNumber } from '../objects/action-body.ts';
import { presentObjects } from '../objects/present-objects.ts';

const usualPageSize = 100;
const shown = ['id', 'displayName', 'userPrincipalName', 'deviceId'];

/** Not in Graph: who is in both of two groups, and who in one alone. Nothing is written. */
export const compareMembersRoute: Handler = async (api, request) => {
  const body = readActionBody(request);
  const [first, second, ...more] = readIds(body, 'groupIds');
  if (first === undefined || second === undefined || more.length > 0) {
    const reason = 'the ids of two groups are expected';
    throw graphErrors.BODY_INVALID_VALUE({ property: 'groupIds', resource: body.action, reason });
  }
  const { page, next, ...counts } = await compareMembers(api.directory, request.caller, {
    first,
    second,
    isTransitive: readFlag(body, 'transitive'),
    list: readChoice(body, 'list', comparisonLists) ?? 'inBoth',
    limit: readWholeNumber(body, 'top', 0, mostComparedObjects) ?? usualPageSize,
    after: readWholeNumber(body, 'next', 0, Number.MAX_SAFE_INTEGER) ?? 0,
  });
  const select = { kind: 'names', names: shown, relations: [] } as const;
  const value = await presentObjects(api, request, page, { select, isPolymorphic: true });
  return { status: 200, body: extensionAnswer(request, 'memberComparison', { ...counts, value, next }) };
};

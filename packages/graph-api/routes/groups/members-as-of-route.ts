import { mostPastMembers, type PastMemberList, pastMemberLists, pastMembers } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { readCustomOption, readInstantOption } from '../../odata/custom-options.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { presentObjects } from '../objects/present-objects.ts';

const shown = ['id', 'displayName', 'userPrincipalName', 'deviceId'];

/** Not in Graph: who was in a group at an instant, and who came and went since. */
export const membersAsOfRoute: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['top', 'skiptoken']);
  const at = readInstantOption(request.queryString, 'at');
  if (at === null) throw graphErrors.QUERY_INVALID_OPTION({ option: 'at', reason: 'an ISO 8601 time is expected' });
  const token = options.get('skiptoken') ?? '0';
  if (!/^\d{1,15}$/.test(token)) throw graphErrors.QUERY_PAGE_TOKEN({});
  const found = await pastMembers(api.directory, request.caller, {
    groupId: await addressedId(api, request, 'group'),
    at,
    list: readList(readCustomOption(request.queryString, 'list')),
    after: Number(token),
    limit: readTop(options.get('top'), mostPastMembers),
  });
  const select = { kind: 'names', names: shown, relations: [] } as const;
  const answer: JsonMembers = {
    at: formatInstant(at),
    memberCount: found.members,
    joinedSinceCount: found.joinedSince,
    leftSinceCount: found.leftSince,
  };
  const link = found.next === null ? null : nextLink(request.address, request.queryString, String(found.next));
  if (link !== null) answer['@odata.nextLink'] = link;
  answer.value = await presentObjects(api, request, found.page, { select, isPolymorphic: true });
  return { status: 200, body: extensionAnswer(request, 'pastMembers', answer) };
};

/** @throws AppError QUERY_INVALID_OPTION */
function readList(text = 'members'): PastMemberList {
  const found = pastMemberLists.find((each) => each === text);
  if (found !== undefined) return found;
  throw graphErrors.QUERY_INVALID_OPTION({ option: 'list', reason: `it is one of ${pastMemberLists.join(', ')}` });
}

import { explainMembership, membershipHistory, membersSince } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { readInstantOption } from '../../odata/custom-options.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, type QueryOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer, extensionAnswer } from '../../wire/answers.ts';
import { readActionBody, readIds } from '../objects/action-body.ts';
import { addressedId, segmentId } from '../objects/addressed-object.ts';
import { presentMembershipExplanation, presentMove } from './present-membership-explanation.ts';

const explain: Handler = async (api, request) => {
  expectOptions(readQueryOptions(request.queryString), []);
  const at = readInstantOption(request.queryString, 'at');
  const explanation = await explainMembership(api.directory, request.caller, { ...(await ends(api, request)), at });
  return {
    status: 200,
    body: extensionAnswer(request, 'membershipExplanation', presentMembershipExplanation(explanation)),
  };
};

const history: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['top', 'orderby', 'skiptoken']);
  const order = readOrder(options);
  const limit = readTop(options.get('top'));
  const after = readPlace(options, order);
  const asked = { ...(await ends(api, request)), order, limit, after };
  const { moves, next } = await membershipHistory(api.directory, request.caller, asked);
  const link = next === null ? undefined : nextLink(request.address, request.queryString, tokenOf(order, next));
  const context = 'Collection(muster.membershipMove)';
  return { status: 200, body: collectionAnswer(request, context, moves.map(presentMove), { nextLink: link }) };
};

const since: Handler = async (api, request) => {
  const memberIds = readIds(readActionBody(request), 'ids');
  const groupId = await addressedId(api, request, 'group');
  const found = await membersSince(api.directory, request.caller, { groupId, memberIds });
  const value = found.map((each) => ({ id: each.id, since: formatInstant(each.since) }));
  return {
    status: 200,
    body: collectionAnswer(request, 'Collection(muster.memberSince)', value, { nextLink: undefined }),
  };
};

async function ends(api: GraphApi, request: GraphRequest) {
  const memberId = segmentId(request.segments[1]!);
  return { groupId: await addressedId(api, request, 'group'), memberId };
}

type Order = 'oldest' | 'newest';

/** @throws AppError QUERY_INVALID_OPTION */
function readOrder(options: QueryOptions): Order {
  const text = options.get('orderby')?.trim().toLowerCase().replace(/\s+/g, ' ') ?? 'at desc';
  if (text === 'at desc') return 'newest';
  if (text === 'at' || text === 'at asc') return 'oldest';
  throw graphErrors.QUERY_INVALID_OPTION({ option: '$orderby', reason: 'it is `at` or `at desc`' });
}

function tokenOf(order: Order, place: number): string {
  return Buffer.from(JSON.stringify([1, order, place]), 'utf8').toString('base64url');
}

/** @throws AppError QUERY_PAGE_TOKEN when the token is malformed or was made for the other order */
function readPlace(options: QueryOptions, order: Order): number | null {
  const token = options.get('skiptoken');
  if (token === undefined) return null;
  const place = /^\[1,"(\w+)",(\d{1,15})\]$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (place === null || place[1] !== order) throw graphErrors.QUERY_PAGE_TOKEN({});
  return Number(place[2]);
}

/**
 * Why somebody is a member of a group or is not, now or at any instant of the past, every time they came and went, and since when a
 * page of members is in.
 * Graph has nothing of the kind. The member need not be one, and both may be deleted.
 */
export const explainMembershipRoutes: readonly Route[] = [
  route('GET groups/{}/members/{}/explain', explain),
  route('GET groups/{}/members/{}/history', history),
  route('POST groups/{}/membersSince', since),
];

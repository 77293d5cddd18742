import {
  listProcessing,
  mostProcessedGroups,
  type ProcessedGroup,
  type UnsettledPlace,
  type UnsettledState,
  unsettledStates,
} from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { readCustomOption } from '../../odata/custom-options.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentObjects } from '../objects/present-objects.ts';

const shown = ['id', 'displayName', 'membershipRuleProcessingStatus'];

/**
 * Not in Graph: the groups that are not in line with their rules, what needs somebody first, and how many there are in each
 * state. Nothing is written.
 */
export const ruleProcessingRoute: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['top', 'skiptoken']);
  const state = readState(readCustomOption(request.queryString, 'state'));
  const after = readPlace(options.get('skiptoken'), state);
  const limit = readTop(options.get('top'), mostProcessedGroups);
  const { counts, page, next } = await listProcessing(api.directory, request.caller, { state, after, limit });
  const select = { kind: 'names', names: shown, relations: [] } as const;
  const groups = page.map(({ group }) => group);
  const members = await presentObjects(api, request, groups, { select, isPolymorphic: false });
  const answer: JsonMembers = {};
  for (const each of unsettledStates) answer[`${each}Count`] = counts[each];
  if (next !== null) answer['@odata.nextLink'] = nextLink(request.address, request.queryString, tokenOf(next));
  answer.value = members.map((member, i) => ({ ...member, ...presentPass(page[i]!) }));
  return { status: 200, body: extensionAnswer(request, 'ruleProcessing', answer) };
};

function presentPass({ pass }: ProcessedGroup): JsonMembers {
  const { state, held, startedAt, finishedAt } = pass;
  const since: Readonly<Record<UnsettledState, Instant | null>> = {
    held: held?.since ?? null,
    failed: finishedAt,
    running: startedAt,
    waiting: null,
  };
  const at = since[state];
  return { state, sinceDateTime: at === null ? null : formatInstant(at), memberCount: held?.members ?? null };
}

/** @throws AppError QUERY_INVALID_OPTION */
function readState(text: string | undefined): UnsettledState | null {
  if (text === undefined) return null;
  const found = unsettledStates.find((each) => each === text);
  if (found !== undefined) return found;
  const reason = `it is one of ${unsettledStates.join(', ')}`;
  throw graphErrors.QUERY_INVALID_OPTION({ option: 'state', reason });
}

function tokenOf({ state, ruleVersion }: UnsettledPlace): string {
  return Buffer.from(JSON.stringify([1, state, ruleVersion]), 'utf8').toString('base64url');
}

/** @throws AppError QUERY_PAGE_TOKEN when the token is malformed or belongs to another state */
function readPlace(token: string | undefined, asked: UnsettledState | null): UnsettledPlace | null {
  if (token === undefined) return null;
  const place = /^\[1,"(\w+)",(\d{1,15})\]$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  const state = unsettledStates.find((each) => each === place?.[1]);
  if (state === undefined || (asked !== null && asked !== state)) throw graphErrors.QUERY_PAGE_TOKEN({});
  return { state, ruleVersion: Number(place![2]) };
}

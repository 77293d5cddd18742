import {
  groupHistory,
  type HistoryInterval,
  type HistoryPass,
  type HistoryStep,
  historyIntervals,
} from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { readCustomOption, readInstantOption } from '../../odata/custom-options.ts';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { presentChange } from './present-membership-explanation.ts';

/** Not in Graph: how many joined a group and left it, how many members it had, and what its passes moved. */
export const membershipHistoryRoute: Handler = async (api, request) => {
  expectOptions(readQueryOptions(request.queryString), []);
  const interval = readInterval(readCustomOption(request.queryString, 'interval'));
  const { to, members, isShortened, steps, passes } = await groupHistory(api.directory, request.caller, {
    groupId: await addressedId(api, request, 'group'),
    from: readInstantOption(request.queryString, 'from'),
    to: readInstantOption(request.queryString, 'to'),
    interval,
  });
  const shown = {
    fromDateTime: formatInstant(steps[0]?.from ?? to),
    toDateTime: formatInstant(to),
    interval,
    isShortened,
    memberCount: members,
    value: steps.map(presentStep),
    passes: passes.map(presentPass),
  };
  return { status: 200, body: extensionAnswer(request, 'membershipHistory', shown) };
};

/** @throws AppError QUERY_INVALID_OPTION */
function readInterval(text = 'day'): HistoryInterval {
  const found = historyIntervals.find((each) => each === text);
  if (found !== undefined) return found;
  const reason = `it is one of ${historyIntervals.join(', ')}`;
  throw graphErrors.QUERY_INVALID_OPTION({ option: 'interval', reason });
}

function presentStep({ from, to, joined, left, members }: HistoryStep): JsonMembers {
  return {
    startDateTime: formatInstant(from),
    endDateTime: formatInstant(to),
    joinedCount: joined,
    leftCount: left,
    memberCount: members,
  };
}

function presentPass({ startedAt, finishedAt, joined, left, ruleChange }: HistoryPass): JsonMembers {
  return {
    startedDateTime: formatInstant(startedAt),
    finishedDateTime: formatInstant(finishedAt),
    joinedCount: joined,
    leftCount: left,
    ruleChange: ruleChange === null ? null : presentChange(ruleChange),
  };
}

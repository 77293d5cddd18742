import { type GroupInsight, lintGroup, lintPage, mostExaminedGroups } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, type QueryOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer, complexAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';

function present({ groupNumber: _, diagnostics, identicalTo, containedIn, ...shown }: GroupInsight): JsonMembers {
  return {
    ...shown,
    diagnostics: diagnostics.map((each) => ({ ...each })),
    identicalTo: identicalTo.map((each) => ({ ...each })),
    containedIn: containedIn.map((each) => ({ ...each })),
  };
}

const readOne: Handler = async (api, request) => {
  expectOptions(readQueryOptions(request.queryString), []);
  const insight = await lintGroup(api.directory, request.caller, await addressedId(api, request, 'group'));
  return { status: 200, body: complexAnswer(request, 'groupRuleInsight', present(insight)) };
};

/** A page is of the groups looked at: it may hold fewer, and none, while a next page follows. */
const readAll: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['top', 'skiptoken']);
  const limit = readTop(options.get('top'), mostExaminedGroups);
  const { insights, next } = await lintPage(api.directory, request.caller, { after: readStart(options), limit });
  const link = next === null ? undefined : nextLink(request.address, request.queryString, String(next));
  const items = insights.map(present);
  const context = 'Collection(microsoft.graph.groupRuleInsight)';
  return { status: 200, body: collectionAnswer(request, context, items, { nextLink: link }) };
};

/** @throws AppError QUERY_PAGE_TOKEN */
function readStart(options: QueryOptions): number {
  const token = options.get('skiptoken') ?? '0';
  if (!/^\d{1,10}$/.test(token)) throw graphErrors.QUERY_PAGE_TOKEN({});
  return Number(token);
}

/**
 * Not in Graph: what is doubtful about the rules of groups, held against the users and devices of the directory, and groups
 * with the same members or within others. Nothing is written.
 */
export const insightRoutes: readonly Route[] = [
  route('GET groups/ruleInsights', readAll),
  route('GET groups/{}/ruleInsights', readOne),
];

import { listRuleValues, mostRuleValues } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { readTop } from '../../odata/paging.ts';
import { expectOptions, readCountOption, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer } from '../../wire/answers.ts';

/** The list ends with its page: further values are found by searching. */
const list: Handler = async (api, request) => {
  const property = request.segments.at(-1)!.parameters?.get('property');
  if (property === undefined) {
    throw graphErrors.QUERY_UNSUPPORTED({ reason: "ruleValues(property='user.department') names the property" });
  }
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['top', 'search', 'count']);
  const limit = readTop(options.get('top'), mostRuleValues);
  const search = readSearch(options.get('search') ?? '');
  const { distinct, values } = await listRuleValues(api.directory, request.caller, { property, search, limit });
  const items = values.map((each) => ({ ...each }));
  const count = readCountOption(options) ? distinct : undefined;
  return { status: 200, body: collectionAnswer(request, 'Collection(muster.ruleValue)', items, { count }) };
};

/** The text as it is, or in double quotes, as Graph has it. */
function readSearch(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

/**
 * Not in Graph: the values that people or devices have of an attribute of rules, with how many have each, for completion.
 * Nothing is written.
 */
export const ruleValueRoutes: readonly Route[] = [route('GET groups/ruleValues/{}', list)];

import {
  hasTestFailed,
  mostPreviewedObjects,
  type PreviewList,
  previewLists,
  previewRule,
  propertyTables,
  type RulePreview,
  type RuleTest,
} from '@muster/directory';
import { formatInstant, type ObjectId } from '@muster/kernel';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { complexAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { readPropertyValue } from '../../wire/property-reader.ts';
import {
  type ActionBody,
  readActionBody,
  readChoice,
  readFlag,
  readOptionalText,
  readText,
  readWholeNumber,
} from '../objects/action-body.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { presentObjects } from '../objects/present-objects.ts';

const usualPageSize = 100;
const testsName = 'membershipRuleTests';
const shown = ['id', 'displayName', 'userPrincipalName', 'deviceId'];

/** The group, if any, and the rule that are asked about. */
type GroupOf = (
  api: GraphApi,
  request: GraphRequest,
  body: ActionBody,
) => Promise<{ groupId: ObjectId | null; membershipRule: string | null }>;

function previewFor(groupOf: GroupOf): Handler {
  return async (api, request) => {
    const body = readActionBody(request);
    const preview = await previewRule(api.directory, request.caller, {
      ...(await groupOf(api, request, body)),
      list: readChoice(body, 'list', previewLists) ?? ('joining' satisfies PreviewList),
      limit: readWholeNumber(body, 'top', 0, mostPreviewedObjects) ?? usualPageSize,
      after: readWholeNumber(body, 'next', 0, Number.MAX_SAFE_INTEGER) ?? 0,
      wantsNodes: readFlag(body, 'includeNodes'),
      ...testsIn(body),
    });
    const { page, next, asOf, nodes, tests, ...counts } = preview;
    const select = { kind: 'names', names: shown, relations: [] } as const;
    const objects = page.map(({ object }) => object);
    const members = await presentObjects(api, request, objects, { select, isPolymorphic: true });
    const value = members.map((member, i) => {
      const { clauses } = page[i]!;
      return clauses.length === 0 ? member : { ...member, clauses };
    });
    const shownPreview = {
      ...counts,
      ...tree(nodes),
      ...presentTests(tests),
      asOfDateTime: formatInstant(asOf),
      value,
      next,
    };
    return { status: 200, body: complexAnswer(request, 'membershipRulePreview', shownPreview) };
  };
}

/** Tests to use instead of those that the group keeps, where some are given. */
function testsIn(body: ActionBody): { tests?: readonly RuleTest[] } {
  const given = body.values.get(testsName.toLowerCase()) ?? null;
  if (given === null) return {};
  const place = { property: testsName, resource: body.action };
  return { tests: readPropertyValue(propertyTables.group[testsName]!, given, place) as unknown as readonly RuleTest[] };
}

function presentTests(tests: RulePreview['tests']): JsonMembers {
  const shown = tests.map((test) => ({ ...test, hasFailed: hasTestFailed(test) }));
  return { failedTestCount: shown.filter(({ hasFailed }) => hasFailed).length, tests: shown };
}

/** The nodes of the rule, where there are some. */
function tree(nodes: RulePreview['nodes']): JsonMembers {
  if (nodes === null) return {};
  return { nodes: nodes.map(({ span, ...node }) => ({ ...node, position: span.position, length: span.length })) };
}

/**
 * Not in Graph: whom a rule would let in, put out and leave where they are, of the whole directory, with the objects that
 * miss it by one clause. Nothing is written.
 *
 * @see rule language spec D-41
 */
export const previewRoutes: readonly Route[] = [
  route(
    'POST groups/{}/previewRule',
    previewFor(async (api, request, body) => ({
      groupId: await addressedId(api, request, 'group'),
      membershipRule: readOptionalText(body, 'membershipRule') ?? null,
    })),
  ),
  route(
    'POST groups/previewRule',
    previewFor(async (_api, _request, body) => ({ groupId: null, membershipRule: readText(body, 'membershipRule') })),
  ),
];

import { type EvaluationRequest, evaluateDynamicMembership } from '@muster/directory';
import type { GraphAnswer, GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { complexAnswer } from '../../wire/answers.ts';
import { readActionBody, readId, readOptionalText, readText } from '../objects/action-body.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { presentEvaluation } from './present-evaluation.ts';

async function evaluate(api: GraphApi, request: GraphRequest, question: EvaluationRequest): Promise<GraphAnswer> {
  const evaluation = await evaluateDynamicMembership(api.directory, request.caller, question);
  return {
    status: 200,
    body: complexAnswer(request, 'evaluateDynamicMembershipResult', presentEvaluation(evaluation)),
  };
}

const evaluateForGroup: Handler = async (api, request) => {
  const body = readActionBody(request);
  const memberId = readId(body, 'memberId');
  const membershipRule = readOptionalText(body, 'membershipRule') ?? null;
  return evaluate(api, request, { memberId, membershipRule, groupId: await addressedId(api, request, 'group') });
};

const evaluateRule: Handler = async (api, request) => {
  const body = readActionBody(request);
  const memberId = readId(body, 'memberId');
  return evaluate(api, request, { memberId, membershipRule: readText(body, 'membershipRule'), groupId: null });
};

/**
 * What a rule says about one user or device, clause by clause. Graph has it in beta only and for delegated callers
 * only; here it is in both versions and for applications.
 *
 * @see rule language spec §7.13
 */
export const evaluateMembershipRoutes: readonly Route[] = [
  route('POST groups/{}/evaluateDynamicMembership', evaluateForGroup),
  route('POST groups/evaluateDynamicMembership', evaluateRule),
];

import type { GraphVersion } from '../capabilities/default-properties.ts';
import {
  type BatchStep,
  batchResponse,
  dependencyError,
  hasFailed,
  readBatch,
  type StepAnswer,
} from '../wire/batch.ts';
import { errorEnvelope } from '../wire/error-envelope.ts';
import { readJsonObject } from '../wire/json-body.ts';
import type { MetadataLevel } from '../wire/metadata-level.ts';
import { readMetadataLevel } from '../wire/metadata-level.ts';
import { responseHeaders } from '../wire/response-headers.ts';
import { answerRequest, type IncomingRequest } from './answer-request.ts';
import type { GraphAnswer, GraphApi } from './graph-request.ts';
import type { Router } from './router.ts';

/** Tells of a failure that nobody foresaw. */
export type ReportFailure = (problem: unknown, requestId: string) => void;

/**
 * Answers `POST /{version}/$batch`: the steps run one after the other, in the order given; a step whose dependency
 * failed is not run.
 *
 * @throws AppError BATCH_INVALID, BODY_UNREADABLE
 * @see Graph surface spec §8
 */
export async function answerBatch(
  api: GraphApi,
  router: Router,
  incoming: IncomingRequest,
  version: GraphVersion,
  report: ReportFailure,
): Promise<GraphAnswer> {
  const steps = readBatch(readJsonObject(incoming.body));
  const answers: StepAnswer[] = [];
  for (const step of steps) {
    const failed = step.dependsOn.find((position) => hasFailed(answers[position]!));
    answers.push(
      failed === undefined
        ? await answerStep(api, router, incoming, version, step, report)
        : errorStep(api, dependencyError(steps[failed]!), incoming),
    );
  }
  return { status: 200, body: { responses: steps.map((step, i) => batchResponse(step, answers[i]!)) } };
}

async function answerStep(
  api: GraphApi,
  router: Router,
  incoming: IncomingRequest,
  version: GraphVersion,
  step: BatchStep,
  report: ReportFailure,
): Promise<StepAnswer> {
  try {
    const body = typeof step.body === 'string' ? step.body : undefined;
    const url = `/${version}${step.url}`;
    const answer = await answerRequest(api, router, {
      ...incoming,
      method: step.method,
      url,
      headers: step.headers,
      body,
    });
    const shown = step.method === 'HEAD' ? { ...answer, body: undefined } : answer;
    return stepAnswer(api, shown, incoming, readMetadataLevel(step.headers.accept));
  } catch (problem) {
    report(problem, incoming.requestId);
    return errorStep(api, problem, incoming);
  }
}

function stepAnswer(
  api: GraphApi,
  answer: GraphAnswer,
  incoming: IncomingRequest,
  metadata: MetadataLevel,
): StepAnswer {
  const { body } = answer;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const facts = { requestId: incoming.requestId, clientRequestId: undefined, now: api.directory.clock(), metadata };
  const form = body === undefined ? 'none' : typeof body === 'string' ? 'text' : 'json';
  const location = answer.location === undefined ? {} : { location: answer.location };
  return {
    status: answer.status,
    headers: responseHeaders({ ...facts, body: form, ...location }),
    body: Buffer.from(text),
  };
}

function errorStep(api: GraphApi, problem: unknown, incoming: IncomingRequest): StepAnswer {
  const now = api.directory.clock();
  const { requestId } = incoming;
  const answer = errorEnvelope(problem, { requestId, clientRequestId: undefined, now });
  const headers = responseHeaders({ requestId, clientRequestId: undefined, now, body: 'json' });
  return {
    status: answer.status,
    headers: { ...headers, ...answer.headers },
    body: Buffer.from(JSON.stringify(answer.body)),
  };
}

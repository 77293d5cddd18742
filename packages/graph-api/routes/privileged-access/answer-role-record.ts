import { readQueryOptions } from '../../odata/query-options.ts';
import type { GraphAnswer, GraphRequest } from '../../routing/graph-request.ts';
import { entityAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentRecord, type RecordType, readRecordSelect } from '../organization/record-answers.ts';
import { type ExpandRecords, expand } from '../roles/answer-role-records.ts';

/** Answers with one record; `$select` and `$expand` count. @throws AppError SELECT_UNKNOWN_PROPERTY, QUERY_UNSUPPORTED */
export async function answerRoleRecord(
  request: GraphRequest,
  contextName: string,
  type: RecordType,
  record: JsonMembers,
  expandRecords: ExpandRecords,
): Promise<GraphAnswer> {
  const options = readQueryOptions(request.queryString);
  const select = readRecordSelect(options.get('select'), type);
  const [expanded] = await expand(options.get('expand'), [record], expandRecords);
  const related = Object.fromEntries(Object.entries(expanded!).filter(([name]) => !(name in record)));
  const body = { ...presentRecord(request, type, record, select), ...related };
  return { status: 200, body: entityAnswer(request, contextName, body, select) };
}

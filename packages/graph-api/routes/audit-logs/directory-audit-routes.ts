import { type Audit, type AuditQuery, activities, auditChain, getAudit, listAudits } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import { answerRecord } from '../organization/record-answers.ts';
import { answerLog, type LogPage, type LogPages, tokenNumber } from './answer-log.ts';
import { directoryAuditType, placeOfId, presentAudit, presentChain } from './directory-audit-records.ts';
import {
  comparedText,
  equalId,
  equalText,
  type LogTerm,
  periodOf,
  readLogFilter,
  type TermReaders,
  textTest,
} from './log-terms.ts';

const context = 'auditLogs/directoryAudits';

/** What a filter asks: activities by name and by category are put together. */
interface AskedAudits extends AuditQuery {
  readonly isNamed: (name: string) => boolean;
  readonly isInCategory: (category: string) => boolean;
  readonly isSuccess: boolean;
  readonly isByDirectory: boolean;
}

/** The log holds what happened, never what was refused. */
const onlyValue = (value: string) => (term: LogTerm) => textTest(term)(value);

const readers: TermReaders<AskedAudits> = {
  activitydatetime: periodOf,
  activitydisplayname: (term) => ({ isNamed: textTest(term) }),
  category: (term) => ({ isInCategory: textTest(term) }),
  correlationid: (term) => ({ correlationId: equalText(term) }),
  result: (term) => ({ isSuccess: onlyValue('success')(term) }),
  loggedbyservice: (term) => ({ isByDirectory: onlyValue('Core Directory')(term) }),
  'initiatedby/user/id': (term) => ({ userId: equalId(term) }),
  'initiatedby/user/userprincipalname': (term) => ({ userPrincipalName: comparedText(term) }),
  'initiatedby/app/appid': (term) => ({ appId: equalText(term).toLowerCase() }),
  'targetresources/id': (term) => ({ objectId: equalText(term) }),
};

function queryOf(text: string | undefined, page: LogPage): AuditQuery {
  const asked = readLogFilter(text, directoryAuditType.name, readers);
  const { isNamed, isInCategory, isSuccess = true, isByDirectory = true, ...rest } = asked;
  const query = { from: null, until: null, ...rest, order: page.order, limit: page.limit, after: startOf(page) };
  if (!isSuccess || !isByDirectory) return { ...query, kinds: [] };
  if (isNamed === undefined && isInCategory === undefined) return query;
  const wanted = activities.filter(
    ({ displayName, category }) => (isNamed?.(displayName) ?? true) && (isInCategory?.(category) ?? true),
  );
  return { ...query, kinds: wanted.map(({ kind }) => kind) };
}

function startOf({ after }: LogPage): AuditQuery['after'] {
  if (after === null) return null;
  const [at, seq, ordinal] = [0, 1, 2].map((i) => tokenNumber(after[i]));
  return { at: at as Instant, seq: seq!, ordinal: ordinal! };
}

const list: Handler = ({ directory }, request) => {
  const log: LogPages<Audit> = {
    context,
    type: directoryAuditType,
    time: 'activityDateTime',
    read: (text, page) => listAudits(directory, request.caller, queryOf(text, page)),
    present: presentAudit,
    placeOf: ({ cause, seq, ordinal }) => [cause.at, seq, ordinal],
  };
  return answerLog(request, log);
};

const read: Handler = async ({ directory }, request) => {
  const id = request.segments[1]!.key!;
  const audit = await getAudit(directory, request.caller, id, placeOfId(id));
  return answerRecord(request, context, directoryAuditType, presentAudit(audit));
};

/** Not in Graph: what caused an entry, and what it caused. */
const chain: Handler = async ({ directory }, request) => {
  expectOptions(readQueryOptions(request.queryString), []);
  const id = request.segments[1]!.key!;
  const found = await auditChain(directory, request.caller, id, placeOfId(id));
  return { status: 200, body: extensionAnswer(request, 'auditChain', presentChain(found)) };
};

/** @see Graph surface spec §11.10; `chain` is our own */
export const directoryAuditRoutes: readonly Route[] = [
  route('GET auditLogs/directoryAudits', list),
  route('GET auditLogs/directoryAudits/{}', read),
  route('GET auditLogs/directoryAudits/{}/chain', chain),
];

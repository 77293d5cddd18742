import { getSignIn, listSignIns, type SignInEvent, type SignInQuery } from '@muster/directory';
import { type Instant, type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerRecord } from '../organization/record-answers.ts';
import { answerLog, type LogPage, type LogPages, tokenNumber } from './answer-log.ts';
import {
  comparedText,
  equalId,
  equalText,
  numberTest,
  periodOf,
  readLogFilter,
  type TermReaders,
  textTest,
} from './log-terms.ts';
import { presentSignIn, signInStatuses, signInType } from './sign-in-records.ts';

const context = 'auditLogs/signIns';

/** Nobody's sign-in was judged by conditional access. */
const conditionalAccess = 'notApplied';

interface AskedSignIns extends SignInQuery {
  /** One answer holds for all of them: everything is kept or nothing. */
  readonly isUnjudged: boolean;
}

const readers: TermReaders<AskedSignIns> = {
  createddatetime: periodOf,
  userid: (term) => ({ userId: equalId(term) }),
  userprincipalname: (term) => ({ userPrincipalName: comparedText(term) }),
  appid: (term) => ({ appId: equalText(term).toLowerCase() }),
  appdisplayname: (term) => ({ appDisplayName: comparedText(term) }),
  ipaddress: (term) => ({ clientAddress: comparedText(term) }),
  correlationid: (term) => ({ correlationId: equalText(term) }),
  'status/errorcode': (term) => {
    const isWanted = numberTest(term);
    return { outcomes: signInStatuses.filter(({ errorCode }) => isWanted(errorCode)) };
  },
  conditionalaccessstatus: (term) => ({ isUnjudged: textTest(term)(conditionalAccess) }),
};

const pages = (read: LogPages<SignInEvent>['read']): LogPages<SignInEvent> => ({
  context,
  type: signInType,
  time: 'createdDateTime',
  read,
  present: presentSignIn,
  placeOf: ({ at, id }) => [at, id],
});

function startOf({ after }: LogPage): SignInQuery['after'] {
  if (after === null) return null;
  const id = typeof after[1] === 'string' ? toObjectId(after[1]) : undefined;
  if (id === undefined) throw graphErrors.QUERY_PAGE_TOKEN({});
  return { at: tokenNumber(after[0]) as Instant, id: id as ObjectId };
}

const list: Handler = ({ directory }, request) => {
  const read: LogPages<SignInEvent>['read'] = (text, page) => {
    const { isUnjudged = true, ...asked } = readLogFilter(text, signInType.name, readers);
    const { order, limit } = page;
    const query = { from: null, until: null, ...asked, order, limit, after: startOf(page) };
    return listSignIns(directory, request.caller, isUnjudged ? query : { ...query, outcomes: [] });
  };
  return answerLog(request, pages(read));
};

const read: Handler = async ({ directory }, request) => {
  const event = await getSignIn(directory, request.caller, segmentId(request.segments[1]!));
  return answerRecord(request, context, signInType, presentSignIn(event));
};

/** @see Graph surface spec §11.10 */
export const signInRoutes: readonly Route[] = [
  route('GET auditLogs/signIns', list),
  route('GET auditLogs/signIns/{}', read),
];

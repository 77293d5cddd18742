import { type AuditQuestion, endsOf, literal, readAuditQuestion } from './audit-question.ts';

export const outcomes = ['all', 'success', 'failure', '50140', '50126', '500121', '50057'] as const;
export type Outcome = (typeof outcomes)[number];

/** What the address of the sign-ins asks. */
export interface SignInQuestion extends Pick<AuditQuestion, 'period' | 'from' | 'until'> {
  /** Object id of a person. */
  readonly person: string;
  readonly outcome: Outcome;
  /** Beginning of the name of an application. */
  readonly app: string;
  /** Beginning of an address of the network. */
  readonly address: string;
}

/** Reads the query of the address; whatever is none of these is passed over. */
export function readSignInQuestion(query: Readonly<Record<string, unknown>>): SignInQuestion {
  const { from, until, target } = readAuditQuestion({ ...query, target: query.person });
  const { period } = readAuditQuestion({ period: query.period, from, until });
  const text = (name: string) => (query[name] === undefined ? '' : String(query[name]));
  const outcome = outcomes.find((each) => each === String(query.outcome)) ?? 'all';
  return { period, from, until, person: target, outcome, app: text('app'), address: text('address') };
}

function outcomeTerm(outcome: Outcome): string {
  if (outcome === 'all') return '';
  if (outcome === 'success') return 'status/errorCode eq 0';
  return outcome === 'failure' ? 'status/errorCode ne 0' : `status/errorCode eq ${outcome}`;
}

/** The address of the first page of sign-ins. */
export function signInAddress(question: SignInQuestion, now: number, top: number): string {
  const { from, until } = endsOf(question, now);
  const { person, outcome, app, address } = question;
  const terms = [
    from && `createdDateTime ge ${from.toISOString()}`,
    until && `createdDateTime lt ${until.toISOString()}`,
    person && `userId eq ${literal(person)}`,
    outcomeTerm(outcome),
    app && `startsWith(appDisplayName,${literal(app)})`,
    address && `startsWith(ipAddress,${literal(address)})`,
  ].filter((each) => each);
  const filter = terms.length === 0 ? '' : `&$filter=${encodeURIComponent(terms.join(' and '))}`;
  return `/auditLogs/signIns?$top=${top}${filter}`;
}

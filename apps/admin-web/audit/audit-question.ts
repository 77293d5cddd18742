import { activities } from './activities.ts';

export const periods = ['24h', '7d', '30d', 'all', 'custom'] as const;
export type PeriodName = (typeof periods)[number];

/** What the address of the audit page asks; everything may be absent. */
export interface AuditQuestion {
  readonly period: PeriodName;
  /** Days, `2026-06-30`, both included; in the person's time zone. Of the period `custom` alone. */
  readonly from: string;
  readonly until: string;
  readonly category: string;
  readonly activity: string;
  /** Object id of the person who did it. */
  readonly actor: string;
  /** Application id of the application that did it. */
  readonly app: string;
  /** Id of the object that it was about. */
  readonly target: string;
  readonly request: string;
}

const hours: Readonly<Record<string, number>> = { '24h': 24, '7d': 24 * 7, '30d': 24 * 30 };
const day = /^\d{4}-\d{2}-\d{2}$/;
const id = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads the query of the address; whatever is none of these is passed over. */
export function readAuditQuestion(query: Readonly<Record<string, unknown>>): AuditQuestion {
  const text = (name: string, shape?: RegExp) => {
    const value = query[name] === undefined ? '' : String(query[name]);
    return shape === undefined || shape.test(value) ? value : '';
  };
  const [from, until] = [text('from', day), text('until', day)];
  const about = {
    actor: text('actor', id),
    app: text('app', id),
    target: text('target', id),
    request: text('request'),
  };
  // Of one object, person or request the whole story is wanted; of the whole directory what is new.
  const usual: PeriodName = from || until ? 'custom' : about.actor || about.target || about.request ? 'all' : '30d';
  const period = periods.find((each) => each === query.period) ?? usual;
  return { period, from, until, category: text('category'), activity: text('activity'), ...about };
}

/** How many filters are on besides the period. */
export function countFilters({ category, activity, actor, app, target, request }: AuditQuestion): number {
  return [category, activity, actor, app, target, request].filter((each) => each !== '').length;
}

/** The instants of a period; undefined where it has no end. */
export function endsOf({ period, from, until }: Pick<AuditQuestion, 'period' | 'from' | 'until'>, now: number) {
  if (period !== 'custom') {
    const length = hours[period];
    return { from: length === undefined ? undefined : new Date(now - length * 3_600_000), until: undefined };
  }
  const midnight = (text: string, days: number) => {
    if (text === '') return undefined;
    const [year, month, date] = text.split('-').map(Number);
    return new Date(year!, month! - 1, date! + days);
  };
  return { from: midnight(from, 0), until: midnight(until, 1) };
}

/** A text as a literal of OData. */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The address of the first page of entries. */
export function auditAddress(question: AuditQuestion, now: number, top: number): string {
  const { from, until } = endsOf(question, now);
  const { category, activity, actor, app, target, request } = question;
  const terms = [
    from && `activityDateTime ge ${from.toISOString()}`,
    until && `activityDateTime lt ${until.toISOString()}`,
    category && `category eq ${literal(category)}`,
    activity && `activityDisplayName eq ${literal(activity)}`,
    actor && `initiatedBy/user/id eq ${literal(actor)}`,
    app && `initiatedBy/app/appId eq ${literal(app)}`,
    target && `targetResources/any(t:t/id eq ${literal(target)})`,
    request && `correlationId eq ${literal(request)}`,
  ].filter((each) => each);
  const filter = terms.length === 0 ? '' : `&$filter=${encodeURIComponent(terms.join(' and '))}`;
  return `/auditLogs/directoryAudits?$top=${top}${filter}`;
}

/** Names of the activities of a category, of all for none. */
export function activitiesOf(category: string): readonly string[] {
  return [...activities].filter(([, each]) => category === '' || each.category === category).map(([name]) => name);
}

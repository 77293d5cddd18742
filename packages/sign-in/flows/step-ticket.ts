import { type Instant, type ObjectId, toObjectId } from '@muster/kernel';
import { formToken, isSame } from '../records/record-keys.ts';

const validMs = 10 * 60_000;

/** What comes after the password: a second factor, the registration of one, a new password. */
export type NextStep = 'factor' | 'register' | 'change';

/** What came before. */
export interface Passed {
  readonly userId: ObjectId;
  /** How the person has shown so far who they are, as the claim `amr` says it. */
  readonly amr: readonly string[];
  /** They have to choose a password before they go on. */
  readonly mustChange: boolean;
}

/**
 * Says to the next form of the same sign-in what came before, for ten minutes.
 *
 * @param of what the ticket belongs to: nothing else takes it
 */
export function passedTicket(key: string, next: NextStep, of: string, passed: Passed, now: Instant): string {
  const text = [now + validMs, passed.userId, passed.amr.join('-'), passed.mustChange ? 'change' : ''].join('.');
  return `${text}.${formToken(key, `${next} ${of} ${text}`)}`;
}

/** What a ticket says, and when it was made; undefined for what is none of this step and sign-in, or not any more. */
export function readTicket(
  key: string,
  next: NextStep,
  of: string,
  ticket: string,
  now: Instant,
): (Passed & { readonly madeAt: Instant }) | undefined {
  const cut = ticket.lastIndexOf('.');
  const text = ticket.slice(0, Math.max(0, cut));
  if (!isSame(ticket.slice(cut + 1), formToken(key, `${next} ${of} ${text}`))) return undefined;
  const [end, id, amr, change] = text.split('.');
  const userId = toObjectId(id!);
  if (userId === undefined || Number(end) <= now) return undefined;
  return { userId, amr: amr!.split('-'), mustChange: change === 'change', madeAt: (Number(end) - validMs) as Instant };
}

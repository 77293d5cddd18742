import type { Instant } from '@muster/kernel';
import { formToken, isSame } from '../records/record-keys.ts';

const validMs = 10 * 60_000;

/** What comes after the password: its change, or a code; after a code its change is a step of its own. */
export type NextStep = 'code' | 'code, then change' | 'change' | 'change after code';

/** Says to the next form of the same sign-in that what came before was right, for ten minutes. */
export function passedTicket(key: string, next: NextStep, uid: string, userId: string, now: Instant): string {
  const text = `${now + validMs}.${userId}`;
  return `${text}.${formToken(key, `${next} ${uid} ${text}`)}`;
}

/** The person whom a ticket of the sign-in is about; undefined for what is no such ticket, or not any more. */
export function userOfTicket(
  key: string,
  next: NextStep,
  uid: string,
  ticket: string,
  now: Instant,
): string | undefined {
  const [end = '', userId = '', proof = ''] = ticket.split('.');
  if (!isSame(proof, formToken(key, `${next} ${uid} ${end}.${userId}`))) return undefined;
  return Number(end) > now ? userId : undefined;
}

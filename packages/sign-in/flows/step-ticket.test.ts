import { type Instant, newObjectId } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { passedTicket, readTicket } from './step-ticket.ts';

const now = Date.UTC(2026, 5, 15) as Instant;
const minute = 60_000;
const passed = { userId: newObjectId(), amr: ['pwd', 'otp', 'mfa'], mustChange: true };
const ticket = passedTicket('key', 'change', 'uid', passed, now);

describe('a ticket', () => {
  it('says what came before', () => {
    expect(readTicket('key', 'change', 'uid', ticket, now)).toEqual({ ...passed, madeAt: now });
    const other = { ...passed, amr: ['pwd'], mustChange: false };
    expect(readTicket('key', 'factor', 'uid', passedTicket('key', 'factor', 'uid', other, now), now)).toEqual({
      ...other,
      madeAt: now,
    });
  });

  it('is good for ten minutes', () => {
    expect(readTicket('key', 'change', 'uid', ticket, (now + 10 * minute - 1) as Instant)).toEqual({
      ...passed,
      madeAt: now,
    });
    expect(readTicket('key', 'change', 'uid', ticket, (now + 10 * minute) as Instant)).toBeUndefined();
  });

  it('is none for another step, another sign-in, another directory', () => {
    expect(readTicket('key', 'factor', 'uid', ticket, now)).toBeUndefined();
    expect(readTicket('key', 'register', 'uid', ticket, now)).toBeUndefined();
    expect(readTicket('key', 'change', 'uic', ticket, now)).toBeUndefined();
    expect(readTicket('kez', 'change', 'uid', ticket, now)).toBeUndefined();
  });

  it.each([
    '',
    '.',
    '....',
    'x',
    ticket.slice(1),
    ticket.slice(0, -1),
    `${ticket}x`,
    ticket.replace('pwd-', ''),
    ticket.replace('.change.', '..'),
    ticket.replace(passed.userId, newObjectId()),
    ticket.replace(/^\d+/, String(now + 99 * minute)),
  ])('is none when anything in it is changed: %s', (changed) => {
    expect(readTicket('key', 'change', 'uid', changed, now)).toBeUndefined();
  });
});

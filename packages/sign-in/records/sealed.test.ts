import type { Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { derivedKey } from './record-keys.ts';
import { seal, unseal } from './sealed.ts';

const key = derivedKey('secret', 'sealed');
const [now, end] = [1000 as Instant, 2000 as Instant];
const value = { ticket: 'ä"', more: [1, null] };
const sealed = seal(key, 'visit', value, end);

describe('a sealed value', () => {
  it('opens for its purpose, until its end', () => {
    expect(unseal(key, 'visit', sealed, now)).toEqual(value);
    expect(unseal(key, 'visit', sealed, 1999 as Instant)).toEqual(value);
    expect(unseal(key, 'visit', sealed, end)).toBeUndefined();
    expect(unseal(key, 'other', sealed, now)).toBeUndefined();
    expect(unseal(derivedKey('other', 'sealed'), 'visit', sealed, now)).toBeUndefined();
  });

  it('tells nothing, and is another one every time', () => {
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('ticket');
    expect(seal(key, 'visit', value, end)).not.toBe(sealed);
  });

  it('does not open once a bit of it was changed, cut off or put on', () => {
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(unseal(key, 'visit', changed.toString('base64url'), now)).toBeUndefined();
      expect(unseal(key, 'visit', bytes.subarray(0, at).toString('base64url'), now)).toBeUndefined();
    }
    for (const text of [undefined, '', 'x', `${sealed}AAAA`]) expect(unseal(key, 'visit', text, now)).toBeUndefined();
  });
});

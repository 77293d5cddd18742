import { describe, expect, it } from 'vitest';
import { conversionsOf, fieldsOf, internalNameOf } from './conversions.ts';

describe('conversions', () => {
  it('are offered as the account is', () => {
    expect(conversionsOf({ userType: 'Guest', creationType: 'Invitation' })).toEqual(['member', 'internal', 'reset']);
    expect(conversionsOf({ userType: 'Member', externalUserState: null })).toEqual(['guest', 'external']);
  });

  it('ask for what they need', () => {
    expect(fieldsOf('guest')).toEqual([]);
    expect(fieldsOf('internal')).toEqual(['newName', 'newPassword']);
    expect(fieldsOf('reset')).toEqual(['address']);
  });

  it.each([
    ['ann_partner.example#EXT#@own.example', 'ann@own.example'],
    ['a_b_partner.example#EXT#@own.example', 'a_b@own.example'],
    ['ann@own.example', 'ann@own.example'],
  ])('propose a name for %s', (name, internal) => {
    expect(internalNameOf({ userPrincipalName: name })).toBe(internal);
  });
});

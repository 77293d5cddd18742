import { describe, expect, it } from 'vitest';
import { bindMap } from './bind-map.ts';
import { guestPrincipalName } from './guest-facts.ts';
import { mapRow } from './map-row.ts';
import { importMapFromJson } from './read-import-map.ts';

function guest(mail: string, more: object = {}) {
  const map = importMapFromJson({
    key: 'userPrincipalName',
    columns: { mail: 'mail', name: 'displayName' },
    guest: { tenantDomain: 'contoso.example', ...more },
  });
  return mapRow(bindMap(map, ['mail', 'name']), [mail, 'Ann']);
}

describe('guests', () => {
  it('have the principal name, facts and identities of a redeemed invitation', () => {
    expect(guest('ann@fabrikam.example').onCreate).toEqual({
      accountEnabled: true,
      creationType: 'Invitation',
      externalUserState: 'Accepted',
      identities: [
        { signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null },
        {
          signInType: 'userPrincipalName',
          issuer: 'contoso.example',
          issuerAssignedId: 'ann_fabrikam.example#EXT#@contoso.example',
        },
      ],
      mailNickname: 'ann_fabrikam.example#EXT#',
      otherMails: ['ann@fabrikam.example'],
      userPrincipalName: 'ann_fabrikam.example#EXT#@contoso.example',
      userType: 'Guest',
    });
  });

  it('have no foreign identity before they redeem', () => {
    const { onCreate } = guest('ann@fabrikam.example', { externalUserState: 'PendingAcceptance' });
    expect(onCreate).toMatchObject({
      externalUserState: 'PendingAcceptance',
      identities: [{ signInType: 'userPrincipalName', issuer: 'contoso.example' }],
    });
  });

  it('keep the mark when the address is long', () => {
    const name = guestPrincipalName(`${'a'.repeat(80)}@fabrikam.example`, 'contoso.example');
    expect(name).toBe(`${'a'.repeat(59)}#EXT#@contoso.example`);
  });

  const refused: [string, string, string][] = [
    ['no address', '', 'MISSING_VALUE'],
    ['an address of the own domain', 'ann@CONTOSO.example', 'GUEST_OF_OWN_DOMAIN'],
    ['an address no invitation may have', 'ann+x@fabrikam.example', 'BAD_VALUE'],
  ];
  it.each(refused)('are refused with %s', (_, mail, code) => {
    expect(guest(mail).problems[0]?.code).toBe(code);
  });
});

import { describe, expect, it } from 'vitest';
import { bannedTerms } from './banned-terms.ts';
import { passwordContext, passwordResults } from './password-rules.ts';
import { scorePassword, termSet } from './score-password.ts';

const contoso = {
  id: '1a2b3c4d-0000-4000-8000-000000000001' as never,
  displayName: 'Contoso',
  createdDateTime: 0 as never,
  properties: { bannedPasswords: ['fabrikam', 'Widget'] },
};
const ann = { displayName: 'Ann Poll', givenName: 'Ann', surname: 'Poll', userPrincipalName: 'apoll@contoso.com' };

const broken = (password: string, properties: object = ann) =>
  passwordResults(password, passwordContext(contoso, properties as never))
    .filter((result) => !result.isKept)
    .map((result) => result.ruleName);

describe('the rules of passwords', () => {
  it.each([
    ['Violet-Lamp-93', []],
    ['violet lamp 93', []],
    ['Ünïcødé-Wort1', []],
    [`Aa1${'xk'.repeat(126)}y`, []],
    [`Aa1${'xk'.repeat(127)}`, ['length']],
    ['Vk7+gT2', ['length']],
    ['', ['length', 'kindsOfCharacters', 'bannedTerms']],
    ['violetlamp93', ['kindsOfCharacters']],
    ['VIOLETLAMP93', ['kindsOfCharacters']],
    // As the description of the scoring has it: [contoso] [blank] [1] [2] are four points, one more character is five.
    ['C0ntos0Bl4nk12', []],
    ['C0ntos0+12', ['bannedTerms']],
    ['ContoS0Bl@nkf9!', []],
    // Known by everybody, in every spelling.
    ['P@ssw0rd', ['bannedTerms']],
    ['P@$$w0rd1', ['bannedTerms']],
    ['Passw0rd!', ['bannedTerms']],
    ['Password123!', ['bannedTerms']],
    ['Qwertz123!', ['bannedTerms']],
    ['1qaz2wsx3EDC', ['bannedTerms']],
    ['Summer2026!', ['bannedTerms']],
    ['P@ssw0rd2026!', ['bannedTerms']],
    ['P@ssw0rd2026!kq', []],
    ['W3lcome1!', ['bannedTerms']],
    ['Adm1nAdm1n!', ['bannedTerms']],
    ['ILoveYou1!', ['bannedTerms']],
    ['Abcdefg1', ['bannedTerms']],
    ['Abc12345!', ['bannedTerms']],
    ['Letmein!!', ['bannedTerms']],
    // The directory's own terms and its name.
    ['Fabrikam1!', ['bannedTerms']],
    ['W1dgetF4brikam!', ['bannedTerms']],
    ['Contoso-1', ['bannedTerms']],
    // The person's own names: refused wherever they stand. Ann is too short to be looked for.
    ['p0LL23fb', ['personalNames']],
    ['Xk7-apoll-9', ['personalNames']],
    ['Xk7-ann-49-Q', []],
  ])('%s: %j', (password, rules) => {
    expect(broken(password)).toEqual(rules);
  });

  it('want no kinds of characters where the policy says so, and everything else', () => {
    const lax = { ...ann, passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword' };
    expect(broken('violetlamp', lax)).toEqual([]);
    expect(broken('violet', lax)).toEqual(['length']);
    expect(broken('password', lax)).toEqual(['bannedTerms']);
  });

  it('refuse what is a banned term but for one character', () => {
    for (const near of ['Fabrikam', 'Fabrika1', 'Fabriksam', 'F-abrikam', 'Fabrikan', 'Fabrkam']) {
      expect(broken(near, {})).toContain('bannedTerms');
    }
    expect(broken('Fab-Rik-Ham-9', {})).toEqual([]);
  });

  it('count longest terms, so that nothing is gained by putting terms together', () => {
    const own = termSet([]);
    expect(scorePassword('password', own)).toBe(1);
    expect(scorePassword('passwordpassword', own)).toBe(2);
    expect(scorePassword('pas5word!monkey', own)).toBe(3);
    expect(scorePassword('zk', own)).toBe(2);
    expect(scorePassword('', own)).toBe(0);
  });

  it('take no longer for what is long', () => {
    expect(broken('a'.repeat(1_000_000))).toEqual(['length', 'kindsOfCharacters']);
  });

  it('know some hundreds of terms of at least four characters', () => {
    expect(bannedTerms.length).toBeGreaterThan(800);
    expect(bannedTerms.every((term) => term.length >= 4 && term === term.toLowerCase())).toBe(true);
  });
});

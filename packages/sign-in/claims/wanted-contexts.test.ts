import { describe, expect, it } from 'vitest';
import { wantedContexts } from './wanted-contexts.ts';

describe('the authentication contexts that a request asks for', () => {
  it.each([
    [{}, []],
    [{ claims: '' }, []],
    [{ acr_values: 'c1 urn:other c100 c2' }, ['c1', 'c2']],
    [{ claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}' }, ['c1']],
    [{ claims: '{"id_token":{"acrs":{"values":["c1","c2"]}}}', acr_values: 'c1' }, ['c1', 'c2']],
    [{ claims: '{"access_token":{"xms_cc":{"values":["cp1"]},"acrs":null}}' }, []],
    [{ claims: '{"access_token":{"acrs":{"value":1,"values":"c1"}}}' }, []],
    [{ claims: '{"access_token":{"acrs":{"value":"c7; drop"}}}' }, ['c7; drop']],
  ])('of %j are %j', (given, expected) => {
    expect(wantedContexts(given)).toEqual(expected);
  });

  it.each(['{', '[]', '1', 'null', `{"x":"${'y'.repeat(8000)}"}`])('%.20s is no claims parameter', (claims) => {
    expect(() => wantedContexts({ claims })).toThrow(expect.objectContaining({ code: 'SIGN_IN_REQUEST_MALFORMED' }));
  });
});

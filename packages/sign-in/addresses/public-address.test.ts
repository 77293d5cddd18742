import { describe, expect, it } from 'vitest';
import { publicAddress } from './public-address.ts';

const anywhere = { protocol: 'http', host: 'evil.example' };

describe('a configured public address', () => {
  it('is used whatever the request claims', () => {
    const address = publicAddress('https://id.example.com/');
    expect(address.baseUrlFor(anywhere)).toBe('https://id.example.com');
    expect(address.isOwn('https://id.example.com')).toBe(true);
    expect(address.isOwn('http://localhost:8080')).toBe(false);
  });

  it('may have a path, where a proxy adds one', () => {
    const address = publicAddress('https://example.com/muster/');
    expect(address.baseUrlFor(anywhere)).toBe('https://example.com/muster');
    expect(address.isOwn('https://example.com/muster')).toBe(true);
    expect(address.isOwn('https://example.com')).toBe(false);
  });

  it.each([
    'id.example.com',
    'ftp://id.example.com',
    'https://id.example.com/muster?x',
    'https://id.example.com/a//b',
    'https://id.example.com/a%2fb',
    'https://id.example.com/a#b',
    'https://a:b@id.example.com',
    '',
  ])('is refused when it is %s', (url) => {
    expect(() => publicAddress(url)).toThrow(expect.objectContaining({ code: 'PUBLIC_ADDRESS_INVALID' }));
  });
});

describe('without a configured address', () => {
  const address = publicAddress(undefined);

  it.each(['localhost:8080', '127.0.0.1', '[::1]:3000'])('a request to %s is answered under it', (host) => {
    expect(address.baseUrlFor({ protocol: 'http', host })).toBe(`http://${host}`);
    expect(address.isOwn(`http://${host}`)).toBe(true);
  });

  it.each(['evil.example', 'localhost.evil.example', 'localhost@evil.example', 'localhost/x', 'a b', ''])(
    'a request to %s is refused',
    (host) => {
      const code = 'SIGN_IN_ADDRESS_UNKNOWN';
      expect(() => address.baseUrlFor({ protocol: 'http', host })).toThrow(expect.objectContaining({ code }));
      expect(address.isOwn(`http://${host}`)).toBe(false);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { isSpaOrigin, platformOf } from './redirect-uris.ts';

const registered = {
  web: ['https://app.example/answer', 'http://localhost/web'],
  spa: ['https://page.example/', 'http://localhost:3000/spa'],
  publicClient: ['http://localhost', 'http://127.0.0.1/cb', 'http://[::1]:5000/cb', 'app.planner://auth'],
};

describe('an address that is asked for', () => {
  it.each([
    ['https://app.example/answer', 'web'],
    ['http://localhost:8080/web', 'web'],
    ['http://localhost:4000/spa', 'spa'],
    ['http://localhost', 'publicClient'],
    ['http://localhost:51234', 'publicClient'],
    ['http://127.0.0.1:51234/cb', 'publicClient'],
    ['http://[::1]/cb', 'publicClient'],
    ['app.planner://auth', 'publicClient'],
    ['https://app.example/answer/', undefined],
    ['https://app.example:443/answer', undefined],
    ['https://APP.example/answer', undefined],
    ['https://localhost/web', undefined],
    ['http://localhost:8080/web#x', undefined],
    ['http://localhost:8080/WEB', undefined],
    ['http://localhost:8080/web?x=1', undefined],
    ['http://localhost.evil.example/web', undefined],
    ['http://localhost:80@evil.example/web', undefined],
    ['http://127.0.0.1:51234/cb/..', undefined],
    ['http://127.0.0.2/cb', undefined],
    ['app.planner://auth/x', undefined],
    ['', undefined],
  ])('%s belongs to %s', (uri, platform) => {
    expect(platformOf(registered, uri)).toBe(platform);
  });
});

it.each([
  ['https://page.example', true],
  ['http://localhost:9999', true],
  ['https://page.example:444', false],
  ['https://app.example', false],
  ['http://page.example', false],
  ['https://localhost', false],
  ['null', false],
])('pages of %s may ask for tokens: %s', (origin, isAllowed) => {
  expect(isSpaOrigin(registered, origin)).toBe(isAllowed);
});

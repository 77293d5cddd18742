import { describe, expect, it } from 'vitest';
import { sessionTexts } from './session-texts.ts';
import { browserWords, methodWords } from './session-words.ts';

const texts = sessionTexts.en;
const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0';

describe('a browser', () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Safari/537.36 Edg/130.0.0.0`, 'Edge on Windows'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Safari/537.36 OPR/114.0.0.0`, 'Opera on Windows'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Safari/537.36`, 'Chrome on ChromeOS'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${blink.replace('Chrome', 'HeadlessChrome')} Safari/537.36`, 'Chrome on Linux'],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-S911B) SamsungBrowser/26.0 Chrome/122.0 Safari/537.36',
      'Samsung Internet on Android',
    ],
    ['Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0', 'Firefox on Android'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/18.0 Safari/605.1.15`, 'Safari on macOS'],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${apple} Version/18.0 Safari/604.1`, 'Safari on iPhone'],
    [`Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) ${apple} CriOS/130.0 Safari/604.1`, 'Chrome on iPad'],
    ['Firefox/132.0', 'Firefox'],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['x'.repeat(61), `${'x'.repeat(60)}…`],
    [' ', 'Unknown browser'],
    [null, 'Unknown browser'],
  ])('%s is %s', (agent, words) => {
    expect(browserWords(agent, texts)).toBe(words);
  });
});

describe('methods', () => {
  it.each([
    [['pwd'], 'Password'],
    [['pwd', 'otp', 'mfa'], 'Password, Authenticator app'],
    [['fido', 'mfa'], 'Passkey'],
    [['fed', 'mfa'], 'Another organization or provider, second factor there'],
    [['fed', 'otp', 'mfa'], 'Another organization or provider, Authenticator app'],
    [['email'], 'One-time passcode by mail'],
    [['new'], 'new'],
  ])('%j are %s', (methods, words) => {
    expect(methodWords(methods, texts)).toBe(words);
  });
});

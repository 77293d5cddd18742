import { AppError } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { openMailer } from './open-mailer.ts';
import { readSmtpUrl } from './smtp-url.ts';

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (problem) {
    return problem instanceof AppError ? problem : undefined;
  }
  return undefined;
};

describe('the address of a mail server', () => {
  it.each([
    ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, isImplicitTls: true, requiresTls: true }],
    ['smtp://mail.example.com', { port: 587, isImplicitTls: false, requiresTls: true }],
    ['smtp://localhost:2525', { port: 2525, requiresTls: false }],
    ['smtp://127.0.0.1:25', { port: 25, requiresTls: false }],
    ['smtp://[::1]:25', { host: '::1', requiresTls: false }],
    ['smtp://127.0.0.1.example.com', { requiresTls: true }],
    ['smtps://a:b%40c@m.example.com:1', { port: 1, account: { user: 'a', password: 'b@c' } }],
  ])('%s', (text, expected) => {
    expect(readSmtpUrl(text)).toMatchObject(expected);
  });

  it.each([
    '',
    'mail.example.com',
    'http://m.example.com',
    'smtp://',
    'smtp://m/x',
    'smtp://m?tls=no',
    'smtp://u@m',
    'smtp://u:%zz@m',
  ])('cannot be %s', (text) => {
    expect(codeOf(() => readSmtpUrl(text))?.code).toBe('SMTP_URL_INVALID');
  });

  it('never shows the password', () => {
    const problem = codeOf(() => readSmtpUrl('smtp://u:secret@m/x'));
    expect(`${problem?.message} ${problem?.help}`).not.toContain('secret');
  });
});

describe('the sender', () => {
  it.each(['', 'contoso', 'a@b@c', 'Contoso <x@y>, z@z', 'a@b\r\nBcc: x@x', 'C\r\nBcc: x <a@b>'])(
    'cannot be %s',
    (from) => {
      expect(codeOf(() => openMailer({ smtpUrl: 'smtp://localhost', from }))?.code).toBe('MAIL_SENDER_INVALID');
    },
  );
});

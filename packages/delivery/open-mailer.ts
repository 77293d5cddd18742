import type { TakenMail } from '@muster/directory';
import type { Transporter } from 'nodemailer';
import { deliveryErrors } from './errors.ts';
import { readSmtpUrl, type SmtpServer } from './smtp-url.ts';

export interface MailerSettings {
  /** `smtps://user:password@host:port` or `smtp://…`. */
  readonly smtpUrl: string;
  /** `directory@example.com` or `Contoso <directory@example.com>`. */
  readonly from: string;
}

/** Hands mails to a mail server. */
export interface Mailer {
  /** Returns once the server has taken the mail. Throws whatever the server or the network says. */
  send(mail: TakenMail): Promise<void>;
  close(): void;
}

const waitMs = 20_000;
const senderForm = /^(?:([^<>"\p{Cc}]{1,100}?)\s*<([^\s@<>,;:"]+@[^\s@<>,;:"]+)>|([^\s@<>,;:"]+@[^\s@<>,;:"]+))$/u;

/**
 * Connections to a mail server; none is opened, and the library not loaded, before the first mail. Addresses and names go
 * to the library as values, so that nothing in them becomes a header; mails can name neither files nor addresses to load.
 *
 * @throws AppError SMTP_URL_INVALID, MAIL_SENDER_INVALID
 */
export function openMailer({ smtpUrl, from }: MailerSettings): Mailer {
  const server = readSmtpUrl(smtpUrl);
  const sender = readSender(from);
  let transport: Promise<Transporter> | undefined;
  return {
    send: async (mail) => {
      transport ??= openTransport(server);
      await (await transport).sendMail({
        from: sender,
        to: { name: '', address: mail.to },
        ...(mail.copyTo === null ? {} : { cc: { name: '', address: mail.copyTo } }),
        subject: mail.subject,
        text: mail.text,
        ...(mail.html === null ? {} : { html: mail.html }),
        // The same for every try: a mail that arrives twice is known by it.
        messageId: `<${mail.id}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
        date: new Date(mail.queuedAt),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
      });
    },
    close() {
      transport?.then(
        (opened) => opened.close(),
        () => undefined, // it never came to be
      );
    },
  };
}

async function openTransport({ host, port, isImplicitTls, requiresTls, account }: SmtpServer): Promise<Transporter> {
  const { default: nodemailer } = await import('nodemailer');
  return nodemailer.createTransport({
    host,
    port,
    secure: isImplicitTls,
    requireTLS: requiresTls && !isImplicitTls,
    ...(account === null ? {} : { auth: { user: account.user, pass: account.password } }),
    tls: { minVersion: 'TLSv1.2' },
    pool: true,
    maxConnections: 2,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: 2 * waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function readSender(from: string): { name: string; address: string } {
  const found = senderForm.exec(from.trim());
  if (found === null) throw deliveryErrors.MAIL_SENDER_INVALID({});
  return { name: found[1] ?? '', address: (found[2] ?? found[3])! };
}

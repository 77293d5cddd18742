import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const tlsFile = (name: string) => readFileSync(fileURLToPath(new URL(`../journeys/tls/${name}`, import.meta.url)));

/** A mail as it arrived. */
export interface ReceivedMail extends Email {
  readonly raw: string;
  /** Where it was to go, by the envelope. */
  readonly recipients: readonly string[];
  readonly wasEncrypted: boolean;
}

export interface MailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** Answers the next mails with this code instead of taking them. */
  refuse(code: number | null): void;
  stop(): Promise<void>;
}

export interface MailServerOptions {
  /** The certificate that test processes trust, or one that nobody does. */
  readonly tls?: 'trusted' | 'unknown';
  readonly account?: { readonly user: string; readonly password: string };
}

/** A real mail server on the machine, which keeps what it gets. */
export async function startMailServer({ tls, account }: MailServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: account === undefined,
    disabledCommands: [...(tls === undefined ? ['STARTTLS'] : []), ...(account === undefined ? ['AUTH'] : [])],
    ...(tls === 'trusted' ? { cert: tlsFile('localhost.cert.pem'), key: tlsFile('localhost.key.pem') } : {}),
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === account?.user && password === account?.password) done(null, { user: username });
      else done(Object.assign(new Error('no'), { responseCode: 535 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal !== null) {
          done(Object.assign(new Error('not now'), { responseCode: refusal }));
          return;
        }
        const raw = Buffer.concat(chunks).toString('utf8');
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        void PostalMime.parse(raw).then((mail) => {
          received.push({ ...mail, raw, recipients, wasEncrypted: session.secure });
          done();
        });
      });
    },
  });
  server.on('error', () => {}); // clients that hang up in the middle
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    refuse(code) {
      refusal = code;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

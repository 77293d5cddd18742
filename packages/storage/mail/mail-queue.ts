import type { MailWriter, QueuedMail } from '@muster/directory';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** Mails that wait to be sent, on one connection. */
export class PostgresMailQueue implements MailWriter {
  constructor(private readonly connection: Connection) {}

  async insertMail({ id, to, subject, text, html, language, kind, queuedAt }: QueuedMail): Promise<void> {
    await this.connection.run(sql`
      insert into mail_queue (id, recipient, subject, body_text, body_html, language, kind, queued_at)
      values (${id}::uuid, ${storable(to)}, ${storable(subject)}, ${storable(text)},
        ${html === null ? null : storable(html)}, ${storable(language)}, ${kind},
        ${timestampText(queuedAt)}::timestamptz)`);
  }
}

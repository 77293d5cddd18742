import type { MailReader, MailState, MailWriter, QueuedMail, TakenMail } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** Mails that wait to be sent, on one connection. Mails that are sent are gone. */
export class PostgresMailQueue implements MailReader, MailWriter {
  constructor(private readonly connection: Connection) {}

  mails(limit: number): Promise<MailState[]> {
    return this.connection.rows(sql`
      select id, recipient as "to", subject, kind, coalesce(attempts, 0) as attempts, failure, queued_at as "queuedAt", next_at as "nextAt",
        ends_at as "endsAt", failed_at as "failedAt"
      from mail_queue order by queued_at, id limit ${limit}::integer`);
  }

  async insertMail(mail: QueuedMail): Promise<void> {
    const { id, to, copyTo, subject, text, html, language, kind, queuedAt, endsAt } = mail;
    await this.connection.run(sql`
      insert into mail_queue (id, recipient, copy_to, subject, body_text, body_html, language, kind, queued_at, ends_at)
      values (${id}::uuid, ${storable(to)}, ${copyTo === null ? null : storable(copyTo)}, ${storable(subject)},
        ${storable(text)}, ${html === null ? null : storable(html)}, ${storable(language)}, ${kind},
        ${timestampText(queuedAt)}::timestamptz, ${timestampText(endsAt)}::timestamptz)`);
  }

  takeMails(worker: string, now: Instant, until: Instant, limit: number): Promise<TakenMail[]> {
    const present = timestampText(now);
    return this.connection.rows(sql`
      update mail_queue set worker = ${worker}, held_until = ${timestampText(until)}::timestamptz, attempts = coalesce(attempts, 0) + 1
      where id in (
        select id from mail_queue
        where failed_at is null and coalesce(next_at, queued_at) <= ${present}::timestamptz
          and (held_until is null or held_until <= ${present}::timestamptz)
          and (ends_at is null or ends_at > ${present}::timestamptz)
        order by ends_at, queued_at, id limit ${limit}::integer for update skip locked)
      returning id, recipient as "to", copy_to as "copyTo", subject, body_text as text, body_html as html, language, kind,
        queued_at as "queuedAt", ends_at as "endsAt", attempts`);
  }

  async renewMail(id: string, worker: string, until: Instant): Promise<void> {
    await this.connection.run(sql`
      update mail_queue set held_until = ${timestampText(until)}::timestamptz
      where id = ${id}::uuid and worker = ${worker} and held_until is not null`);
  }

  async removeMail(id: string, worker: string): Promise<void> {
    await this.connection.run(sql`delete from mail_queue where id = ${id}::uuid and worker = ${worker}`);
  }

  async postponeMail(id: string, worker: string, nextAt: Instant, failure: string): Promise<void> {
    await this.connection.run(sql`
      update mail_queue set next_at = ${timestampText(nextAt)}::timestamptz, held_until = null, failure = ${storable(failure)}
      where id = ${id}::uuid and worker = ${worker}`);
  }

  async buryMail(id: string, worker: string, now: Instant, failure: string): Promise<void> {
    await this.connection.run(sql`
      update mail_queue set failed_at = ${timestampText(now)}::timestamptz, held_until = null, failure = ${storable(failure)}
      where id = ${id}::uuid and worker = ${worker}`);
  }

  async expireMails(now: Instant, forgetBefore: Instant): Promise<void> {
    const present = timestampText(now);
    // What nobody may read any more is not kept either.
    await this.connection.run(sql`
      update mail_queue set failed_at = coalesce(failed_at, ${present}::timestamptz), failure = coalesce(failure, 'its time ran out'),
        body_text = '', body_html = null
      where ends_at <= ${present}::timestamptz and body_text <> ''
        and (held_until is null or held_until <= ${present}::timestamptz)`);
    await this.connection.run(
      sql`delete from mail_queue where failed_at < ${timestampText(forgetBefore)}::timestamptz`,
    );
  }

  async retryMails(id: string | null, now: Instant): Promise<number> {
    const present = timestampText(now);
    return this.connection.run(sql`
      update mail_queue set failed_at = null, attempts = 0, next_at = ${present}::timestamptz, held_until = null
      where failed_at is not null and body_text <> '' and (ends_at is null or ends_at > ${present}::timestamptz)
        and (${id}::text is null or id::text = ${id}::text)`);
  }
}

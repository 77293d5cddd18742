import type { PasscodeWriter, StoredPasscode } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** Passcodes and counts of use, on one connection. Statements that count take the row's lock: tries never overlap. */
export class PostgresPasscodeStore implements PasscodeWriter {
  constructor(private readonly connection: Connection) {}

  async savePasscode({ ticketHash, address, hash, endsAt }: StoredPasscode): Promise<void> {
    await this.connection.run(sql`
      insert into passcodes (ticket_hash, address, hash, ends_at, tries, is_used)
      values (${ticketHash}, ${storable(address)}, ${hash}, ${timestampText(endsAt)}::timestamptz, 0, false)`);
  }

  tryPasscode(ticketHash: string, now: Instant, mostTries: number): Promise<StoredPasscode | undefined> {
    return this.connection.row(sql`
      update passcodes set tries = tries + 1
      where ticket_hash = ${ticketHash} and not is_used and tries < ${mostTries}::integer
        and ends_at > ${timestampText(now)}::timestamptz
      returning ticket_hash as "ticketHash", address, hash, ends_at as "endsAt"`);
  }

  async usePasscode(ticketHash: string): Promise<boolean> {
    const used = await this.connection.run(
      sql`update passcodes set is_used = true where ticket_hash = ${ticketHash} and not is_used`,
    );
    return used === 1;
  }

  async countUse(key: string, window: Instant): Promise<number> {
    const row = await this.connection.row<{ uses: number }>(sql`
      insert into use_counts (key, window_start, uses)
      values (${storable(key)}, ${timestampText(window)}::timestamptz, 1)
      on conflict (key, window_start) do update set uses = use_counts.uses + 1
      returning uses`);
    return row!.uses;
  }

  async forgetPasscodes(before: Instant): Promise<void> {
    const instant = timestampText(before);
    await this.connection.run(sql`delete from passcodes where ends_at < ${instant}::timestamptz`);
    await this.connection.run(sql`delete from use_counts where window_start < ${instant}::timestamptz`);
  }
}

import type {
  Cause,
  ChangeLogReader,
  ChangeLogWriter,
  Fact,
  LogEntry,
  LoggedChange,
  TouchedObjects,
} from '@muster/directory';
import type { Instant } from '@muster/kernel';
import type { LedgerChange, LedgerRow } from '@muster/roster';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { appendChanges } from './append-changes.ts';
import { ledgerRowOf, type StoredLedgerRow } from './ledger-rows.ts';
import { type LogRow, logColumns, loggedChanges } from './logged-changes.ts';
import type { SettledLog, VisiblePlaces } from './settled-log.ts';

/** The change log, on one connection. */
export class PostgresChangeLog implements ChangeLogReader, ChangeLogWriter {
  /** What this session's transaction puts into the log; not there for readers until it commits. */
  #own: Promise<readonly LedgerChange[]> | undefined;

  /** @param isInTransaction then no transaction id can be handed out on purpose. */
  constructor(
    private readonly connection: Connection,
    private readonly settledLog: SettledLog,
    private readonly isInTransaction: boolean,
  ) {}

  /** Resolves when it is written; undefined when nothing was appended. */
  get appended(): Promise<readonly LedgerChange[]> | undefined {
    return this.#own;
  }

  append(cause: Cause, facts: readonly Fact[], rows: readonly LedgerRow[]): Promise<number> {
    const place = this.appendAll([{ cause, facts, rows }]).then(([only]) => only!);
    place.catch(() => undefined); // fails the transaction, which says so
    return place;
  }

  appendAll(entries: readonly LogEntry[]): Promise<readonly number[]> {
    if (this.#own !== undefined) throw new Error('a transaction appends to the log once');
    const places = appendChanges(this.connection, entries);
    this.connection.later(places);
    this.#own = places.then((seqs) => seqs.map((seq, i) => ({ seq, rows: entries[i]!.rows })));
    this.#own.catch(() => undefined); // fails the transaction, which says so
    return places;
  }

  async head(): Promise<number> {
    const own = await this.ownPlaces();
    const row = await this.connection.row<{ head: number }>(
      sql`select coalesce(max(seq), 0) as head from change_log where seq <> all(${own}::bigint[])`,
    );
    return row!.head;
  }

  /** The places that this session's transaction has taken. */
  async ownPlaces(): Promise<readonly number[]> {
    return (await this.#own)?.map(({ seq }) => seq) ?? [];
  }

  async changesAfter(position: number, limit: number): Promise<LoggedChange[]> {
    return this.#changes(await this.#settledAfter(position, limit));
  }

  async touchedAfter(position: number, limit: number, isAlone: boolean): Promise<TouchedObjects[]> {
    const places = isAlone
      ? (await this.#visibleAfter(position, limit)).places
      : await this.#settledAfter(position, limit);
    if (places.length === 0) return [];
    return this.connection.rows<TouchedObjects>(sql`
      select seq, coalesce(array_agg(distinct object_number) filter (where object_type in ('user', 'device')), '{}') as numbers
      from change_log where seq = any(${places}::bigint[]) group by seq order by seq`);
  }

  async change(seq: number): Promise<LoggedChange | undefined> {
    return (await this.#changes([seq]))[0];
  }

  async timesOf(seqs: readonly number[]): Promise<ReadonlyMap<number, Instant>> {
    const rows = await this.connection.rows<{ seq: number; at: Instant }>(
      sql`select seq, at from change_log where ordinal = 0 and seq = any(${seqs}::bigint[])`,
    );
    return new Map(rows.map(({ seq, at }) => [seq, at]));
  }

  async lastChangeOf(objectId: string, action: Fact['action']): Promise<LoggedChange | undefined> {
    const row = await this.connection.row<{ seq: number }>(sql`
      select seq from change_log where object_id = ${objectId} and action = ${action} order by seq desc limit 1`);
    return row === undefined ? undefined : this.change(row.seq);
  }

  async ledgerRowsOf(seq: number): Promise<LedgerRow[]> {
    const rows = await this.connection.rows<StoredLedgerRow>(sql`
      select member_number, group_number, joined, left_groups, joined_set, left_set
      from membership_ledger where seq = ${seq}::bigint order by ordinal`);
    return rows.map(ledgerRowOf);
  }

  async #settledAfter(position: number, limit: number): Promise<readonly number[]> {
    let visible = await this.#visibleAfter(position, limit);
    let settled = this.settledLog.settled(position, visible);
    const blocking = visible.places[settled.length];
    if (blocking !== undefined && !this.isInTransaction && !this.settledLog.isCovered(blocking)) {
      await this.#takeHorizon(visible.places.at(-1)!);
      visible = await this.#visibleAfter(position, limit);
      settled = this.settledLog.settled(position, visible);
    }
    return settled;
  }

  /** `ordinal < 1` keeps the partial index by time out of the plan, which would be read as a whole. */
  async #visibleAfter(position: number, limit: number): Promise<VisiblePlaces> {
    const own = await this.ownPlaces();
    const row = await this.connection.row<{ places: number[]; xmin: string }>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, array(
        select seq from change_log
        where seq > ${position}::bigint and ordinal < 1 and seq <> all(${own}::bigint[])
        order by seq limit ${limit}) as places`);
    return { places: row!.places, xmin: BigInt(row!.xmin) };
  }

  async #takeHorizon(below: number): Promise<void> {
    const row = await this.connection.row<{ id: string }>(sql`select pg_current_xact_id()::text as id`);
    this.settledLog.noteHorizon(below, BigInt(row!.id));
  }

  async #changes(places: readonly number[]): Promise<LoggedChange[]> {
    if (places.length === 0) return [];
    const rows = await this.connection.rows<LogRow>(
      sql`select ${logColumns} from change_log where seq = any(${places}::bigint[]) order by seq, ordinal`,
    );
    return loggedChanges(rows);
  }
}

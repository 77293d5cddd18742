import type { Fact, GroupTally, HistoryReader, LoggedChange, MoveRange, Pair } from '@muster/directory';
import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { type LogRow, logColumns, loggedChanges } from '../log/logged-changes.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { lastMoves, moves, movesBy, nestings } from './moves.ts';
import {
  extensionsAt,
  lifeEvents,
  registrationsOf,
  registrationsUpTo,
  valuesReplacedAfter,
  valuesSetUpTo,
} from './past-values.ts';
import { movedSince, tally } from './tally.ts';

/** Looks back, on one connection. */
export class PostgresHistory implements HistoryReader {
  constructor(private readonly connection: Connection) {}

  async beginning(): Promise<Instant | undefined> {
    const row = await this.connection.row<{ at: Instant }>(
      sql`select at from change_log order by seq, ordinal limit 1`,
    );
    return row?.at;
  }

  async present(): Promise<number> {
    const row = await this.connection.row<{ place: number }>(
      sql`select coalesce(max(seq), 0) as place from change_log`,
    );
    return row!.place;
  }

  async placeAt(instant: Instant): Promise<number> {
    const at = timestampText(instant);
    // Places and times are in the same order but for changes that overlapped: the lowest place of the first minute.
    const row = await this.connection.row<{ place: number | null }>(sql`
      with next as materialized (
        select at from change_log where ordinal = 0 and at > ${at}::timestamptz order by at limit 1
      ), later as materialized (
        select log.seq from change_log as log cross join next
        where log.ordinal = 0 and log.at between next.at and next.at + interval '1 minute'
      )
      select min(seq) - 1 as place from later`);
    return row?.place ?? this.present();
  }

  async placesAt(instants: readonly Instant[]): Promise<readonly number[]> {
    const rows = await this.connection.rows<{ place: number | null }>(sql`
      select (select min(later.seq) - 1 from (
        select seq from change_log where ordinal = 0 and at between next.at and next.at + interval '1 minute' offset 0
      ) as later) as place
      from unnest(${instants.map(timestampText)}::timestamptz[]) with ordinality as asked(at, position)
      left join lateral (
        select log.at from change_log as log where log.ordinal = 0 and log.at > asked.at order by log.at limit 1
      ) as next on true
      order by asked.position`);
    const present = rows.some(({ place }) => place === null) ? await this.present() : 0;
    let last = 0;
    return rows.map(({ place }) => {
      last = Math.max(last, place ?? present);
      return last;
    });
  }

  tally(
    group: ObjectNumber,
    places: readonly number[],
    most: { readonly rows: number; readonly bulk: number },
  ): Promise<GroupTally> {
    return tally(this.connection, group, places, most);
  }

  movedSince(group: ObjectNumber, place: number, most: { readonly rows: number; readonly bulk: number }) {
    return movedSince(this.connection, group, place, most);
  }

  lifeEvents(ids: readonly ObjectId[], place: number) {
    return lifeEvents(this.connection, ids, place);
  }

  valuesReplacedAfter(id: ObjectId, objectType: Fact['objectType'], place: number) {
    return valuesReplacedAfter(this.connection, id, objectType, place);
  }

  valuesSetUpTo(
    id: ObjectId,
    objectType: Fact['objectType'],
    places: readonly number[],
    names: readonly string[] | null,
  ) {
    return valuesSetUpTo(this.connection, id, objectType, places, names);
  }

  registrationsUpTo(group: ObjectId, places: readonly number[]) {
    return registrationsUpTo(this.connection, group, places);
  }

  registrationsOf(groups: readonly ObjectId[], place: number) {
    return registrationsOf(this.connection, groups, place);
  }

  extensionsAt(place: number) {
    return extensionsAt(this.connection, place);
  }

  moves(pair: Pair, range: MoveRange) {
    return moves(this.connection, pair, range);
  }

  movesBy(seqs: readonly number[], groups: readonly ObjectNumber[], member: ObjectNumber) {
    return movesBy(this.connection, seqs, groups, member);
  }

  lastMoves(pairs: readonly Pair[], place: number) {
    return lastMoves(this.connection, pairs, place);
  }

  nestings(place: number) {
    return nestings(this.connection, place);
  }

  async changesAbout(seqs: readonly number[], ids: readonly ObjectId[]): Promise<ReadonlyMap<number, LoggedChange>> {
    if (seqs.length === 0) return new Map();
    const rows = await this.connection.rows<LogRow>(sql`
      select ${logColumns}, ordinal from change_log where seq = any(${seqs}::bigint[]) and ordinal = 0
      union all
      select ${logColumns}, ordinal from change_log
      where object_id = any(${ids}::text[]) and seq = any(${seqs}::bigint[]) and ordinal > 0
      order by seq, ordinal`);
    const wanted = new Set<string>(ids);
    const changes = loggedChanges(rows).map((change) => ({
      ...change,
      facts: change.facts.filter((fact) => wanted.has(fact.objectId)),
    }));
    return new Map(changes.map((change) => [change.seq, change]));
  }
}

import type { LedgerChange, LedgerPosition, LedgerRead, LedgerRow } from '@muster/roster';
import type { Connection } from '../connection/connection.ts';
import { type BoundStatement, prepared } from '../connection/prepared-statement.ts';
import { ledgerRowOf, type StoredLedgerRow } from './ledger-rows.ts';

type ReadRow = Partial<StoredLedgerRow> & { xmin: string; head: number; seq: number | null; ordinal: number | null };

/**
 * The lowest `limit` visible changes above the position's highest or in one of its gaps, and how far the snapshot sees.
 * One statement.
 */
export async function readLedger(
  connection: Connection,
  { highest, gaps }: LedgerPosition,
  limit: number,
): Promise<LedgerRead> {
  const [from, to] = [gaps.map((gap) => gap.from), gaps.map((gap) => gap.to)];
  const rows = await connection.rows(readStatement(highest, from, to, limit + 1));
  const changes = changesOf(rows);
  const { xmin, head } = rows[0]!;
  return { changes: changes.slice(0, limit), xmin: BigInt(xmin), head, isComplete: changes.length <= limit };
}

/** The most changes, and the most missing places, that a session asks for by itself. */
const newsLimit = 200;

/**
 * Everything visible that the position lacks, when that is not much; undefined when it may be more than 200 changes.
 * One statement, and a cheap one: it goes with every write.
 *
 * @param except places that do not count: the session's own, before it commits
 */
export async function readNews(
  connection: Connection,
  { highest, gaps }: LedgerPosition,
  except: readonly number[],
): Promise<Omit<LedgerRead, 'head'> | undefined> {
  const missing: number[] = [];
  for (const { from, to } of gaps) {
    if (missing.length + to - from >= newsLimit) return undefined;
    for (let seq = from; seq <= to; seq++) if (!except.includes(seq)) missing.push(seq);
  }
  const rows = await connection.rows(newsStatement(highest)(highest, missing, except));
  const changes = changesOf(rows);
  return changes.length > newsLimit ? undefined : { changes, xmin: BigInt(rows[0]!.xmin), isComplete: true };
}

function changesOf(rows: readonly Omit<ReadRow, 'head'>[]): LedgerChange[] {
  const changes = new Map<number, LedgerRow[]>();
  for (const row of rows) {
    if (row.seq === null) continue;
    const kept = changes.get(row.seq) ?? [];
    changes.set(row.seq, kept);
    if (row.ordinal !== null) kept.push(ledgerRowOf(row as StoredLedgerRow));
  }
  return [...changes].map(([seq, kept]) => ({ seq, rows: kept }));
}

/**
 * One statement, hence one snapshot: what is visible and wanted, one change more than the limit, and how far it sees. Not
 * prepared: what it should do depends on how far the reader is behind, so it is planned for each call's values.
 */
const readStatement = (...values: [highest: number, from: number[], to: number[], limit: number]) => ({
  ...noName,
  values,
  text: `
  with wanted as materialized (
    select seq from (
      (select seq from change_log where ordinal < 1 and seq > $1::bigint order by seq limit $4::bigint)
      union all
      (select seq from unnest($2::bigint[], $3::bigint[]) as gap(first, last)
        join change_log on ordinal < 1 and seq between first and last)
    ) as found order by seq limit $4::bigint
  )
  select seen.xmin, seen.head, wanted.seq, ledger.ordinal, ledger.member_number, ledger.group_number, ledger.joined,
    ledger.left_groups, ledger.joined_set, ledger.left_set
  from (
    select pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
      (select coalesce(max(seq), 0) from change_log) as head
  ) as seen
  left join wanted on true
  left join membership_ledger as ledger on ledger.seq = wanted.seq
  order by wanted.seq, ledger.ordinal`,
});

const noName: Pick<BoundStatement<ReadRow>, 'name' | 'row'> = { name: undefined };

type NewsStatement = (
  highest: number,
  missing: readonly number[],
  except: readonly number[],
) => BoundStatement<Omit<ReadRow, 'head'>>;

/** Doublings of the log → the statement for a log of that size. */
const newsStatements: NewsStatement[] = [];

/**
 * Planned once for each doubling of the log, as what is best for an empty table is worst for a full one. Values are hidden from
 * the planner behind selects: it would find a plan for each call's values cheaper, and make one each time at ten times
 * the cost of running it. First facts are those below 1, so that no index of first facts alone offers itself: only the
 * primary key is in order of `seq`.
 */
function newsStatement(highest: number): NewsStatement {
  const doublings = Math.ceil(Math.log2(highest + 1));
  newsStatements[doublings] ??= prepared<
    [highest: number, missing: readonly number[], except: readonly number[]],
    Omit<ReadRow, 'head'>
  >(`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, wanted.seq, ledger.ordinal, ledger.member_number,
      ledger.group_number, ledger.joined, ledger.left_groups, ledger.joined_set, ledger.left_set
    from (select ${doublings} as doublings) as log_size
    left join lateral (
      (select seq from change_log where ordinal < 1 and seq > (select $1::bigint) and seq <> all((select $3::bigint[])::bigint[])
        order by seq limit ${newsLimit + 1})
      union all
      (select seq from change_log where ordinal < 1 and seq = any((select $2::bigint[])::bigint[]))
    ) as wanted on true
    left join lateral (
      select * from membership_ledger where membership_ledger.seq = wanted.seq offset 0
    ) as ledger on true
    order by wanted.seq, ledger.ordinal`);
  return newsStatements[doublings];
}

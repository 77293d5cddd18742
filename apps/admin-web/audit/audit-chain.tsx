import { makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import type { AuditEntry } from './audit-entry.ts';
import { AuditFeed } from './audit-feed.tsx';
import { auditTexts } from './audit-texts.ts';
import { MovementsOf } from './movements.tsx';

interface Chain {
  readonly causedBy: readonly AuditEntry[];
  readonly sameChange: readonly AuditEntry[];
  readonly followedBy: readonly AuditEntry[];
}

const useStyles = makeStyles({
  part: { marginBlockStart: '1.5rem' },
  heading: { marginBlockEnd: '0.25rem' },
});

/** What caused an entry, and what it caused. */
export function AuditChain({ id }: { readonly id: string }) {
  const { texts: general } = useChosen();
  const texts = useTexts(auditTexts);
  const chain = useQuery({
    queryKey: ['object', 'audits', id, 'chain'],
    queryFn: ({ signal }) => graph.get<Chain>(`/auditLogs/directoryAudits/${encodeURIComponent(id)}/chain`, signal),
  });
  if (chain.error) return <Problem problem={chain.error} onAgain={() => void chain.refetch()} />;
  if (chain.data === undefined) return <Spinner label={general.loading} />;
  const { causedBy, sameChange, followedBy } = chain.data;
  return (
    <>
      <Part title={texts.causedBy} entries={causedBy} />
      <MovementsOf id={id} />
      <Part title={texts.followedBy} entries={followedBy} />
      <Part title={texts.sameChange} entries={sameChange} />
    </>
  );
}

function Part({ title, entries }: { readonly title: string; readonly entries: readonly AuditEntry[] }) {
  const styles = useStyles();
  if (entries.length === 0) return null;
  return (
    <section className={styles.part}>
      <Subtitle2 as="h2" block className={styles.heading}>
        {title}
      </Subtitle2>
      <AuditFeed entries={entries} isShort />
    </section>
  );
}

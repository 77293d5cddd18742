import { makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { AuditFeed } from '../audit/audit-feed.tsx';
import { graph } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { overviewTexts } from './overview-texts.ts';

const shown = 10;
const pollMs = 15_000;

const useStyles = makeStyles({ link: { color: tokens.colorBrandForegroundLink } });

/** What was done last, for those who may read the log. */
export function LastChanges() {
  const styles = useStyles();
  const texts = useTexts(overviewTexts);
  const changes = useQuery({
    queryKey: ['last-changes'],
    queryFn: ({ signal }) => graph.page<AuditEntry>(`/auditLogs/directoryAudits?$top=${shown}`, signal),
    refetchInterval: pollMs,
  });
  const { data, error } = changes;
  if (error instanceof GraphProblem && error.kind === 'not-allowed') return null;
  return (
    <section>
      <Subtitle1 as="h2" block>
        {texts.lastChanges}
      </Subtitle1>
      {error !== null && data === undefined && <Problem problem={error} onAgain={() => void changes.refetch()} />}
      {data !== undefined && <AuditFeed entries={data.value} isShort />}
      <p>
        <Link to="/audit" className={styles.link}>
          {texts.allChanges}
        </Link>
      </p>
    </section>
  );
}

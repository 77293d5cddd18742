import { makeStyles, ProgressBar, Subtitle1, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graph } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { overviewTexts } from './overview-texts.ts';
import { groupsIn, type ProcessedGroup, type Processing, pollAfter, shareDone } from './processing.ts';

const listed = 20;

const useStyles = makeStyles({
  part: { marginBlockStart: '0.75rem' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  group: { padding: '0.5rem 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  link: { color: tokens.colorBrandForegroundLink },
  detail: { color: tokens.colorNeutralForeground2 },
  bar: { marginBlock: '0.35rem' },
});

/** Groups that are not in line with their rules: held, failed, running, waiting. Asks again by itself while it is in sight. */
export function ProcessingSection() {
  const { language } = useChosen();
  const texts = useTexts(overviewTexts);
  const processing = useQuery({
    queryKey: ['processing'],
    queryFn: ({ signal }) => graph.get<Processing>(`/groups/ruleProcessing?$top=${listed}`, signal),
    refetchInterval: ({ state }) => pollAfter(state.data),
  });
  const { data, error } = processing;
  // Whoever may not read groups has nothing to approve and nothing to mend.
  if (error instanceof GraphProblem && error.kind === 'not-allowed') return null;
  const isInLine = data !== undefined && data.value.length === 0;
  return (
    <section>
      <Subtitle1 as="h2" block>
        {texts.processing}
      </Subtitle1>
      {error !== null && data === undefined && <Problem problem={error} onAgain={() => void processing.refetch()} />}
      {isInLine && <p>{texts.inLine}</p>}
      {data !== undefined && (
        <>
          <Part title={texts.held} {...groupsIn(data, 'held')} content={(group) => <Held group={group} />} />
          <Part title={texts.failed} {...groupsIn(data, 'failed')} content={(group) => <Failed group={group} />} />
          <Part title={texts.running} {...groupsIn(data, 'running')} content={(group) => <Running group={group} />} />
          {data.waitingCount > 0 && <p>{texts.waiting(data.waitingCount.toLocaleString(language))}</p>}
        </>
      )}
    </section>
  );
}

interface PartProps {
  readonly title: string;
  readonly listed: readonly ProcessedGroup[];
  readonly more: number;
  content(group: ProcessedGroup): ReactNode;
}

function Part({ title, listed: groups, more, content }: PartProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(overviewTexts);
  if (groups.length + more === 0) return null;
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>{`${title} (${(groups.length + more).toLocaleString(language)})`}</h3>
      <ul className={styles.list}>
        {groups.map((group) => (
          <li key={group.id} className={styles.group}>
            <Link to={`/groups/${group.id}`} className={styles.link}>
              {group.displayName ?? group.id}
            </Link>
            {content(group)}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{texts.more(more.toLocaleString(language))}</p>}
    </div>
  );
}

interface GroupProps {
  readonly group: ProcessedGroup;
}

const format = (language: string, at: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));

function Held({ group: { id, memberCount, sinceDateTime, membershipRuleProcessingStatus: status } }: GroupProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(overviewTexts);
  const count = (value: number | null | undefined) => (value ?? 0).toLocaleString(language);
  return (
    <>
      <div className={styles.detail}>
        {texts.heldText(count(status?.joiningCount), count(status?.leavingCount), count(memberCount))}
        {sinceDateTime !== null && `, ${texts.since(format(language, sinceDateTime))}`}
      </div>
      <Link to={`/groups/${id}/held`} className={styles.link}>
        {texts.approve}
      </Link>
    </>
  );
}

function Failed({ group: { id, membershipRuleProcessingStatus: status } }: GroupProps) {
  const styles = useStyles();
  const texts = useTexts(overviewTexts);
  return (
    <>
      <div className={styles.detail}>{status?.errorMessage}</div>
      <Link to={`/groups/${id}/rule`} className={styles.link}>
        {texts.mend}
      </Link>
    </>
  );
}

function Running({ group: { displayName, membershipRuleProcessingStatus: status } }: GroupProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(overviewTexts);
  const share = shareDone(status);
  const end = status?.estimatedCompletionDateTime;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const count = (value: number | null | undefined) => (value ?? 0).toLocaleString(language);
  return (
    <>
      <ProgressBar className={styles.bar} aria-label={displayName ?? undefined} value={share} />
      <div className={styles.detail}>
        {share === undefined ? texts.begins : texts.moved(count(status?.doneCount), count(status?.totalCount))}
        {end != null && `, ${texts.endsAt(time.format(new Date(end)))}`}
      </div>
    </>
  );
}

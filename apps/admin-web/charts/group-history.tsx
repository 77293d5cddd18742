import { Field, makeStyles, Select, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { chartTexts } from './chart-texts.ts';
import type { HistoryStep } from './history-step.ts';
import { JoinsAndLeaves } from './joins-and-leaves.tsx';
import { MembersOverTime } from './members-over-time.tsx';
import { MovesBars } from './moves-bars.tsx';

interface History {
  readonly isShortened: boolean;
  readonly value: readonly HistoryStep[];
  readonly passes: readonly {
    readonly startedDateTime: string;
    readonly joinedCount: number;
    readonly leftCount: number;
  }[];
}

const intervals = ['hour', 'day', 'week'] as const;
type Interval = (typeof intervals)[number];

const useStyles = makeStyles({ field: { maxWidth: '12rem', marginBlockEnd: '1rem' } });

/** How a group came to its members: its size, who joined and left, and what its passes moved. */
export function GroupHistory({ groupId }: { readonly groupId: string }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(chartTexts);
  const [interval, setInterval] = useState<Interval>('day');
  const history = useQuery({
    queryKey: ['object', 'groups', groupId, 'history', interval],
    queryFn: ({ signal }) => graph.get<History>(`/groups/${groupId}/membershipHistory?interval=${interval}`, signal),
    placeholderData: (before) => before,
  });
  if (history.error) return <Problem problem={history.error} onAgain={() => void history.refetch()} />;
  if (history.data === undefined) return <Spinner label={general.loading} />;
  const { isShortened, value, passes } = history.data;
  return (
    <>
      <Field label={texts.interval} className={styles.field}>
        <Select value={interval} onChange={(_event, data) => setInterval(data.value as Interval)}>
          {intervals.map((each) => (
            <option key={each} value={each}>
              {texts.intervals[each]}
            </option>
          ))}
        </Select>
      </Field>
      {isShortened && <p>{texts.shortened}</p>}
      {value.length === 0 ? (
        <p>{texts.nothing}</p>
      ) : (
        <>
          <MembersOverTime steps={value} />
          <JoinsAndLeaves steps={value} />
        </>
      )}
      {passes.length > 0 && <Passes passes={passes} />}
    </>
  );
}

function Passes({ passes }: Pick<History, 'passes'>) {
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const counts = passes.map(({ startedDateTime, joinedCount: joined, leftCount: left }) => ({
    key: startedDateTime,
    name: texts.passOf(written.format(new Date(startedDateTime))),
    joined,
    left,
  }));
  return <MovesBars title={texts.passes} heading={texts.pass} counts={counts} />;
}

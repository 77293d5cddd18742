import { Field, makeStyles, Select, Slider, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import { type HistoryStep, instantsOf, stopAt } from './instants.ts';
import { PastMembers } from './past-members.tsx';

export interface PastPanelProps {
  readonly groupId: string;
  /** When the group was made. */
  readonly madeAt: string;
  /** What the address keeps. */
  readonly at: unknown;
  onAt(at: string): void;
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  tools: { display: 'flex', flexWrap: 'wrap', gap: '1rem', alignItems: 'end' },
  slider: { flexGrow: 1, maxWidth: '40rem', minWidth: 'min(100%, 16rem)' },
  wide: { width: '100%' },
  note: { color: tokens.colorNeutralForeground2, margin: 0 },
});

const intervals = ['hour', 'day', 'week'] as const;

/** The group as it was: a slider over its time, who was in it then, and who came and went since. */
export function PastPanel({ groupId, madeAt, at, onAt }: PastPanelProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { texts: general, language } = useChosen();
  const [interval, setInterval] = useState<(typeof intervals)[number]>('day');
  const { data, error, refetch } = useQuery({
    queryKey: ['object', 'groups', groupId, 'history', interval],
    queryFn: ({ signal }) =>
      graph.get<{ value: readonly HistoryStep[]; isShortened: boolean }>(
        `/groups/${encodeURIComponent(groupId)}/membershipHistory?interval=${interval}`,
        signal,
      ),
  });
  if (error !== null) return <Problem problem={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Spinner label={general.loading} />;
  const instants = instantsOf(data.value, madeAt);
  if (instants.length === 0) return <EmptyState title={texts.past} text={texts.noPast} />;
  const stop = stopAt(instants, at);
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  const said = written.format(new Date(instants[stop]!));
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <Field className={styles.slider} label={`${texts.asOf} ${said}`}>
          <Slider
            className={styles.wide}
            min={0}
            max={instants.length - 1}
            value={stop}
            aria-valuetext={said}
            onChange={(_event, { value }) => onAt(instants[value]!)}
          />
        </Field>
        <Field label={texts.steps}>
          <Select value={interval} onChange={(_event, { value }) => setInterval(value as typeof interval)}>
            {intervals.map((each) => (
              <option key={each} value={each}>
                {texts.intervals[each]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {data.isShortened && <p className={styles.note}>{texts.pastShortened}</p>}
      <PastMembers groupId={groupId} at={instants[stop]!} />
    </div>
  );
}

import { Button, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { WorkProgress } from '../../controls/work-progress.tsx';
import { csvLine } from '../../lists/csv.ts';
import { saveCsv } from '../../lists/save-csv.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { inviteManyTexts } from './invite-many-texts.ts';
import type { Inviting } from './inviting.ts';
import { resultLines } from './plan-rows.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

export interface InvitingProgressProps {
  readonly inviting: Inviting;
  onAnother(): void;
}

/** How far the invitations are, and what came of each line. */
export function InvitingProgress({ inviting, onAnother }: InvitingProgressProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(inviteManyTexts);
  const queries = useQueryClient();
  const { work, made } = inviting;
  const { state } = useSyncExternalStore(work.subscribe, work.snapshot);
  useEffect(() => {
    if (state !== 'running') void queries.invalidateQueries({ queryKey: ['list'] });
  }, [state, queries]);
  const save = () => saveCsv(resultLines(inviting, texts).map(csvLine), 'invitations');
  return (
    <div className={styles.box}>
      <WorkProgress
        work={work}
        label={texts.progress}
        nameOf={({ invitee }) => `${invitee.line}: ${invitee.address}`}
      />
      {state === 'running' && <p>{texts.leave}</p>}
      {state !== 'running' && <p role="status">{texts.invited(made.size.toLocaleString(language))}</p>}
      {state !== 'running' && (
        <div className={styles.buttons}>
          <Button appearance="primary" onClick={save}>
            {texts.result}
          </Button>
          <Button onClick={onAnother}>{texts.another}</Button>
        </div>
      )}
    </div>
  );
}

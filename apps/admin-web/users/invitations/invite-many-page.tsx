import { makeStyles, Title2 } from '@fluentui/react-components';
import { useState } from 'react';
import { useTexts } from '../../texts/define-texts.ts';
import { useKept } from '../kept-work.ts';
import { FileChoice } from './file-choice.tsx';
import type { PlannedInvitee } from './invitation-plan.ts';
import { inviteManyTexts } from './invite-many-texts.ts';
import { beginInviting, keptInviting } from './inviting.ts';
import { InvitingProgress } from './inviting-progress.tsx';
import { PlanView } from './plan-view.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '60rem' },
});

/** Invites the people of a file: file, plan, work. */
export function InviteManyPage() {
  const styles = useStyles();
  const texts = useTexts(inviteManyTexts);
  const inviting = useKept(keptInviting);
  const [plan, setPlan] = useState<readonly PlannedInvitee[]>();
  const restart = () => {
    keptInviting.keep(undefined);
    setPlan(undefined);
  };
  return (
    <div className={styles.page}>
      <Title2 as="h1">{texts.title}</Title2>
      {inviting !== undefined && <InvitingProgress inviting={inviting} onAnother={restart} />}
      {inviting === undefined && plan === undefined && <FileChoice onPlanned={setPlan} />}
      {inviting === undefined && plan !== undefined && (
        <PlanView
          plan={plan}
          onStart={(settings) => void beginInviting(plan, settings).work.run()}
          onAnother={restart}
        />
      )}
    </div>
  );
}

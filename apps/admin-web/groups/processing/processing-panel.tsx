import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Subtitle2,
} from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '../../controls/facts.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changeGroup, refreshGroup } from '../change-group.ts';
import { type Group, processingOf } from '../group.ts';
import { groupPageTexts } from '../group-page-texts.ts';
import { groupTexts } from '../group-texts.ts';
import { ProcessingBadge } from './processing-badge.tsx';
import { ResumeDialog } from './resume-dialog.tsx';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '0.6rem' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.75rem' },
  text: { margin: 0, maxWidth: '45rem' },
  link: { color: 'inherit' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

/** How the rule of a group is doing, and what comes next: pause, resume, look again. */
export function ProcessingPanel({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const [isResuming, setIsResuming] = useState(false);
  const { problem, submit, again: tryAgain } = useSubmit();
  const processing = processingOf(group);
  const isPaused = processing === 'paused';
  const act = (run: () => Promise<unknown>, text: string) =>
    submit(async () => {
      await run();
      say({ text });
    });
  const pause = () =>
    act(() => changeGroup(queries, group.id, { membershipRuleProcessingState: 'Paused' }), texts.paused);
  const again = () =>
    act(async () => {
      await graph.send({ method: 'POST', path: `/groups/${group.id}/reprocessMembership`, body: {} });
      await refreshGroup(queries, group.id);
    }, texts.again);
  return (
    <section className={styles.panel}>
      <div className={styles.head}>
        <Subtitle2 as="h2">{words.processing}</Subtitle2>
        <span role="status">
          <ProcessingBadge group={group} />
        </span>
      </div>
      <p className={styles.text}>{texts.nextStep[processing]}</p>
      <ProcessingNumbers group={group} />
      {problem !== undefined && <Problem problem={problem} onAgain={() => void tryAgain()} />}
      <div className={styles.buttons}>
        {isPaused && (
          <Button appearance="primary" onClick={() => setIsResuming(true)}>
            {texts.resumeProcessing}
          </Button>
        )}
        {!isPaused && <Button onClick={() => void pause()}>{texts.pauseProcessing}</Button>}
        {!isPaused && processing !== 'held' && <Button onClick={() => void again()}>{texts.processNow}</Button>}
      </div>
      {isResuming && <ResumeDialog group={group} onClose={() => setIsResuming(false)} />}
    </section>
  );
}

function ProcessingNumbers({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const { language, texts: general } = useChosen();
  const texts = useTexts(groupPageTexts);
  const status = group.membershipRuleProcessingStatus;
  if (status === null) return null;
  const said = (count: number | null) => (count ?? 0).toLocaleString(language);
  const dated = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const shown = (at: string | null) => (at === null ? '' : dated.format(new Date(at)));
  const { doneCount, totalCount, errorMessage } = status;
  const isHeld = status.isApprovalRequired;
  return (
    <>
      {status.status === 'Running' && (
        <Field
          label={texts.passRuns}
          validationState="none"
          validationMessage={general.progress(said(doneCount), said(totalCount))}
        >
          <ProgressBar value={doneCount ?? 0} max={Math.max(totalCount ?? 0, 1)} />
        </Field>
      )}
      {isHeld && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {texts.heldSaid(said(status.leavingCount), said(status.joiningCount))}{' '}
            <Link to={`/groups/${group.id}/held`} className={styles.link}>
              {texts.decide}
            </Link>
          </MessageBarBody>
        </MessageBar>
      )}
      {status.status === 'Failed' && errorMessage !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{errorMessage}</MessageBarBody>
        </MessageBar>
      )}
      <Facts
        facts={[
          { label: texts.lastChange, value: shown(status.lastMembershipUpdated) },
          ...(isHeld
            ? []
            : [{ label: texts.lastPass, value: texts.passMoved(said(status.joinedCount), said(status.leftCount)) }]),
          ...(status.estimatedCompletionDateTime === null
            ? []
            : [{ label: texts.readyAt, value: shown(status.estimatedCompletionDateTime) }]),
        ]}
      />
    </>
  );
}

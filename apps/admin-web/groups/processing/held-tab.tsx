import { Button, MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { Facts } from '../../controls/facts.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { refreshGroup } from '../change-group.ts';
import type { Group } from '../group.ts';
import { groupPageTexts } from '../group-page-texts.ts';
import { type AuditEntry, auditPath, previousRule } from '../history/group-audit.ts';
import { PreviewLists } from '../rule/preview-lists.tsx';
import { RuleShown } from '../rule/rule-shown.tsx';
import { groupKey } from '../use-group.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
  text: { margin: 0, maxWidth: '45rem' },
});

type Decision = 'approve' | 'reject' | 'pause';

/** A change that the guard holds: whom it would move, and the ways to decide it. */
export function HeldTab({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(groupPageTexts);
  const [decision, setDecision] = useState<Decision>();
  const status = group.membershipRuleProcessingStatus;
  const audit = useQuery({
    queryKey: [...groupKey(group.id), 'rule-changes', group.membershipRule],
    queryFn: ({ signal }) => graph.page<AuditEntry>(auditPath(group.id, 200, 'Update group'), signal),
    staleTime: 0,
  });
  const before = previousRule(audit.data?.value ?? [], group.membershipRule);
  const said = (count: number | null | undefined) => (count ?? 0).toLocaleString(language);
  const dated = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  if (status === null) return null;
  return (
    <div className={styles.page}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{texts.heldWhy}</MessageBarBody>
      </MessageBar>
      <Facts
        facts={[
          { label: texts.wouldLeave, value: said(status.leavingCount) },
          { label: texts.wouldJoin, value: said(status.joiningCount) },
          {
            label: texts.heldUntil,
            value:
              status.approvalExpirationDateTime === null
                ? ''
                : dated.format(new Date(status.approvalExpirationDateTime)),
          },
        ]}
      />
      {before !== undefined && (
        <>
          <p className={styles.text}>{texts.ruleBefore(before.by)}</p>
          <RuleShown rule={before.rule} />
        </>
      )}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => setDecision('approve')}>
          {texts.approve}
        </Button>
        {before !== undefined && <Button onClick={() => setDecision('reject')}>{texts.takeBack}</Button>}
        <Button onClick={() => setDecision('pause')}>{texts.pauseProcessing}</Button>
      </div>
      <PreviewLists groupId={group.id} membershipRule={group.membershipRule ?? ''} />
      {decision !== undefined && (
        <DecisionDialog group={group} decision={decision} onClose={() => setDecision(undefined)} />
      )}
    </div>
  );
}

interface DecisionDialogProps {
  readonly group: Group;
  readonly decision: Decision;
  onClose(): void;
}

function DecisionDialog({ group, decision, onClose }: DecisionDialogProps) {
  const { language } = useChosen();
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const { leavingCount = 0, joiningCount = 0 } = group.membershipRuleProcessingStatus ?? {};
  const said = (count: number | null) => (count ?? 0).toLocaleString(language);
  const numbers = [said(leavingCount), said(joiningCount)] as const;
  const reject = async (outcome: 'pause' | 'restoreRule') => {
    const path = `/groups/${group.id}/rejectMembershipChange`;
    await graph.send({ method: 'POST', path, body: { outcome } });
    await refreshGroup(queries, group.id);
  };
  const decide = {
    // The numbers that were read go along: others that came to stand meanwhile are asked about anew.
    approve: async () => {
      const body = { leavingCount, joiningCount };
      await graph.send({ method: 'POST', path: `/groups/${group.id}/approveMembershipChange`, body });
      await refreshGroup(queries, group.id);
    },
    reject: () => reject('restoreRule'),
    pause: () => reject('pause'),
  }[decision];
  const words = {
    approve: [texts.approve, texts.approveText(...numbers), texts.approved],
    reject: [texts.takeBack, texts.takeBackText, texts.tookBack],
    pause: [texts.pauseProcessing, texts.pauseText, texts.paused],
  }[decision] as [string, string, string];
  return (
    <ConfirmDialog
      title={`${words[0]}?`}
      confirm={words[0]}
      onConfirm={async () => {
        await decide();
        say({ text: words[2] });
      }}
      onClose={onClose}
    >
      <p>{words[1]}</p>
    </ConfirmDialog>
  );
}

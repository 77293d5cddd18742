import { MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import type { RulePreview } from '../preview/rule-preview.ts';
import { previewAddress } from '../preview/use-preview.ts';
import { ruleTexts } from '../rule-texts.ts';

export interface SaveDialogProps {
  readonly groupId: string;
  readonly rule: string;
  /** What is asked and done instead of saving. */
  readonly instead?: { readonly title: string; readonly confirm: string };
  /** With what will come of it. */
  onSave(preview: RulePreview): Promise<unknown>;
  onClose(): void;
}

const named = 5;

const useStyles = makeStyles({
  lists: { display: 'flex', flexDirection: 'column', gap: '0.75rem', marginTop: '0.75rem' },
  count: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  names: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** Asks before a rule is saved, with how many and who will join and leave. */
export function SaveDialog({ groupId, rule, instead, onSave, onClose }: SaveDialogProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { texts: general, language } = useChosen();
  const ask = (list: 'joining' | 'leaving', signal: AbortSignal) =>
    graph.send<RulePreview>(
      { method: 'POST', path: previewAddress(groupId), body: { membershipRule: rule, list, top: named } },
      signal,
    );
  const { data, error, refetch } = useQuery({
    queryKey: ['rule-preview', groupId, rule, 'save'],
    queryFn: ({ signal }) => Promise.all([ask('joining', signal), ask('leaving', signal)]),
    staleTime: 0,
    gcTime: 0,
  });
  const number = (count: number) => count.toLocaleString(language);
  const namesOf = ({ value }: RulePreview, all: number) => {
    const names = value.map(({ displayName }) => displayName ?? texts.unnamed).join(', ');
    return all > value.length ? `${names} ${texts.andMore(number(all - value.length))}` : names;
  };
  const failed = data?.[0].failedTestCount ?? 0;
  const isHeld = data?.[0].needsApproval === true;
  return (
    <ConfirmDialog
      title={instead?.title ?? (isHeld ? texts.saveHeldTitle : texts.saveTitle)}
      confirm={instead?.confirm ?? (failed > 0 ? texts.saveAnyway : general.save)}
      isWaiting={data === undefined}
      onConfirm={() => onSave(data![0])}
      onClose={onClose}
    >
      {error !== null && <Problem problem={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Spinner label={general.loading} />}
      {isHeld && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.wouldBeHeld}</MessageBarBody>
        </MessageBar>
      )}
      {failed > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.testsFail(number(failed), number(data![0].tests.length))}</MessageBarBody>
        </MessageBar>
      )}
      {data !== undefined && (
        <div className={styles.lists}>
          <div>
            <p className={styles.count}>{texts.savesJoin(number(data[0].joining))}</p>
            <p className={styles.names}>{namesOf(data[0], data[0].joining)}</p>
          </div>
          <div>
            <p className={styles.count}>{texts.savesLeave(number(data[1].leaving))}</p>
            <p className={styles.names}>{namesOf(data[1], data[1].leaving)}</p>
          </div>
          <p className={styles.count}>{texts.savesStay(number(data[0].staying))}</p>
        </div>
      )}
    </ConfirmDialog>
  );
}

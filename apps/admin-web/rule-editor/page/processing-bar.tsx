import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import { isRunning, type RuledGroup } from './ruled-group.ts';

const useStyles = makeStyles({ link: { color: tokens.colorBrandForegroundLink } });

export interface ProcessingBarProps {
  readonly group: RuledGroup;
  onResume(): void;
}

/** Whether members follow the rule at present, and if not, why and what to do. */
export function ProcessingBar({ group, onResume }: ProcessingBarProps) {
  const texts = useTexts(ruleTexts);
  const styles = useStyles();
  const { language } = useChosen();
  const { membershipRuleProcessingState: state, membershipRuleProcessingStatus: status } = group;
  const number = (count: number | null | undefined) => (count ?? 0).toLocaleString(language);
  if (state === 'Paused') {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{texts.isPaused}</MessageBarBody>
        <MessageBarActions>
          <Button onClick={onResume}>{texts.resume}</Button>
        </MessageBarActions>
      </MessageBar>
    );
  }
  if (status?.isApprovalRequired === true) {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          {texts.isHeld(number(status.leavingCount), number(status.joiningCount))}{' '}
          <Link to={`/groups/${group.id}`} className={styles.link}>
            {texts.openApproval}
          </Link>
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (!isRunning(group)) return null;
  return (
    <MessageBar intent="info">
      <MessageBarBody>{texts.isRunning(number(status?.doneCount), number(status?.totalCount))}</MessageBarBody>
    </MessageBar>
  );
}

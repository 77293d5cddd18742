import { Button, makeStyles } from '@fluentui/react-components';
import { checkRule } from '@muster/rules';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ChoiceTabs } from '../../controls/choice-tabs.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { say, sayProblem } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { RulePreview } from '../preview/rule-preview.ts';
import { useRuleOptions } from '../rule-options.ts';
import { ruleTexts } from '../rule-texts.ts';
import { LeaveQuestion } from './leave-question.tsx';
import { ProcessingBar } from './processing-bar.tsx';
import { RuleView, ruleViews } from './rule-view.tsx';
import { isRunning, type RuledGroup } from './ruled-group.ts';
import { SaveDialog } from './save-dialog.tsx';
import { useGroupChange } from './use-group-change.ts';
import { WorkplaceHead } from './workplace-head.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.75rem', minWidth: 0 },
});

/** The editor with what can be done with the rule: saved, given up, tried on people. */
export function RuleWorkplace({ group, savedRule }: { readonly group: RuledGroup; readonly savedRule: string }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { texts: general } = useChosen();
  const options = useRuleOptions();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const change = useGroupChange(group.id);
  const [typed, setTyped] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);
  const rule = typed ?? savedRule;
  const isChanged = rule !== savedRule;
  const isPaused = group.membershipRuleProcessingState === 'Paused';
  const isBusy = isRunning(group);
  useEffect(() => {
    // What joins and leaves is counted from the members: they are others now.
    if (!isBusy) void queries.invalidateQueries({ queryKey: ['rule-preview'] });
  }, [isBusy, queries]);
  const view = ruleViews.find((each) => each === search.view) ?? 'configure';
  const keep = (changed: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const save = async ({ needsApproval, failedTestCount }: RulePreview) => {
    await change({ membershipRule: rule }, failedTestCount > 0 ? '?ignoreRuleTests=true' : '');
    setTyped(undefined);
    say({ text: isPaused ? texts.savedPaused : needsApproval ? texts.savedHeld : texts.saved });
  };
  const setPaused = async (isWanted: boolean) => {
    try {
      await change({ membershipRuleProcessingState: isWanted ? 'Paused' : 'On' });
      say({ text: isWanted ? texts.paused : texts.resumed });
    } catch (problem) {
      sayProblem(problem);
    }
  };
  return (
    <div className={styles.page}>
      <WorkplaceHead title={texts.title} group={group}>
        <Button
          appearance="primary"
          disabled={!isChanged || !checkRule(rule, options).ok}
          onClick={() => setIsSaving(true)}
        >
          {general.save}
        </Button>
        <Button disabled={!isChanged} onClick={() => setTyped(undefined)}>
          {general.discard}
        </Button>
        {!isPaused && (
          <Button appearance="subtle" onClick={() => void setPaused(true)}>
            {texts.pause}
          </Button>
        )}
      </WorkplaceHead>
      <ProcessingBar group={group} onResume={() => void setPaused(false)} />
      <ChoiceTabs
        choices={ruleViews.map((name) => ({ name, label: texts[name] }))}
        chosen={view}
        onChoose={(name) => keep({ view: name === 'configure' ? undefined : name })}
      >
        <RuleView
          view={view}
          group={group}
          savedRule={savedRule}
          rule={rule}
          search={search}
          onKeep={keep}
          onRule={setTyped}
        />
      </ChoiceTabs>
      {isSaving && <SaveDialog groupId={group.id} rule={rule} onSave={save} onClose={() => setIsSaving(false)} />}
      <LeaveQuestion isChanged={isChanged} />
    </div>
  );
}

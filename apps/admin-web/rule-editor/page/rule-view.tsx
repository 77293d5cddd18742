import { sayProblem } from '../../shell/toasts.ts';
import { PastPanel } from '../past/past-panel.tsx';
import type { RuleTest } from '../people-tests/rule-test.ts';
import { TestsPanel } from '../people-tests/tests-panel.tsx';
import { RuleEditor } from '../rule-editor.tsx';
import { useRuleOptions } from '../rule-options.ts';
import { chosenIds, keptIds } from '../validation/chosen-people.ts';
import { ValidationPanel } from '../validation/validation-panel.tsx';
import type { RuledGroup } from './ruled-group.ts';
import { useGroupChange } from './use-group-change.ts';

/** The parts of the page, by the name that the address has for each. */
export const ruleViews = ['configure', 'validate', 'tests', 'past'] as const;

export interface RuleViewProps {
  readonly view: (typeof ruleViews)[number];
  readonly group: RuledGroup;
  readonly savedRule: string;
  /** As it stands in the editor. */
  readonly rule: string;
  /** What the address keeps. */
  readonly search: Readonly<Record<string, unknown>>;
  onKeep(changed: Readonly<Record<string, string | undefined>>): void;
  onRule(rule: string): void;
}

/** The part of the page that was chosen. */
export function RuleView({ view, group, savedRule, rule, search, onKeep, onRule }: RuleViewProps) {
  const options = useRuleOptions();
  const change = useGroupChange(group.id);
  const kind = /^\W*device\./i.test(rule) ? 'device' : 'user';
  const about = { groupId: group.id, rule, kind, options } as const;
  const keepTests = async (tests: readonly RuleTest[]) => {
    try {
      await change({ membershipRuleTests: tests });
    } catch (problem) {
      sayProblem(problem);
    }
  };
  switch (view) {
    case 'configure':
      return <RuleEditor value={rule} savedRule={savedRule} kind={kind} groupId={group.id} onChange={onRule} />;
    case 'validate':
      return (
        <ValidationPanel
          {...about}
          ids={chosenIds(search.validate)}
          onIds={(ids) => onKeep({ validate: keptIds(ids) })}
        />
      );
    case 'tests':
      return <TestsPanel {...about} tests={group.membershipRuleTests ?? []} onTests={keepTests} />;
    case 'past':
      return (
        <PastPanel groupId={group.id} madeAt={group.createdDateTime} at={search.at} onAt={(at) => onKeep({ at })} />
      );
  }
}

import { Badge, Button, makeStyles, Select, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { type CheckOptions, checkRule } from '@muster/rules';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../controls/empty-state.tsx';
import { ObjectPicker, pickedDevices, pickedUsers } from '../../controls/object-picker.tsx';
import { graph } from '../../graph/graph.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { objectNames } from '../object-names.ts';
import type { RulePreview } from '../preview/rule-preview.ts';
import { previewAddress } from '../preview/use-preview.ts';
import { ruleTexts } from '../rule-texts.ts';
import { type Outcome, outcomeOf, type RuleTest, withTest } from './rule-test.ts';

export interface TestsPanelProps {
  readonly groupId: string;
  readonly rule: string;
  readonly kind: 'user' | 'device';
  readonly options: CheckOptions;
  readonly tests: readonly RuleTest[];
  onTests(tests: readonly RuleTest[]): Promise<void>;
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '45rem' },
  picker: { maxWidth: '30rem' },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.5rem 1rem',
    paddingBlock: '0.4rem',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { flexGrow: 1, minWidth: '8rem', overflowWrap: 'anywhere' },
});

const colours = { asWanted: 'success', wrongSide: 'danger', gone: 'warning' } as const;
const marks: Readonly<Record<Outcome, string>> = { asWanted: '✓', wrongSide: '✗', gone: '?' };

/** People kept with the rule who must be in, or must not: tried on the rule as it stands, and again whenever it is saved. */
export function TestsPanel({ groupId, rule, kind, options, tests, onTests }: TestsPanelProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const isValid = checkRule(rule, options).ok;
  const ids = tests.map(({ memberId }) => memberId);
  const { data, error, refetch } = useQuery({
    queryKey: ['rule-preview', groupId, rule, 'tests', tests],
    queryFn: async ({ signal }) => {
      const body = { ...(isValid ? { membershipRule: rule } : {}), membershipRuleTests: tests, top: 0 };
      const [names, preview] = await Promise.all([
        objectNames(ids),
        graph.send<RulePreview>({ method: 'POST', path: previewAddress(groupId), body }, signal),
      ]);
      return { names, results: new Map(preview.tests.map((each) => [each.memberId, outcomeOf(each)])) };
    },
    enabled: tests.length > 0,
    placeholderData: (before) => before,
    retry: false,
  });
  const nameOf = (id: string) => data?.names.get(id) ?? id;
  return (
    <div className={styles.panel}>
      <div className={styles.picker}>
        <ObjectPicker
          label={kind === 'user' ? texts.testUsers : texts.testDevices}
          hint={texts.testsHint}
          kind={kind === 'user' ? pickedUsers : pickedDevices}
          without={new Set(ids)}
          onPick={({ id }) => void onTests(withTest(tests, { memberId: id, isMember: true }))}
        />
      </div>
      {tests.length === 0 && <EmptyState title={texts.tests} text={texts.testsText} />}
      {!isValid && tests.length > 0 && <p>{texts.testsOfSaved}</p>}
      {error !== null && <Problem problem={error} onAgain={() => void refetch()} />}
      {tests.length > 0 && (
        <ul className={styles.list} aria-label={texts.tests}>
          {tests.map((test) => {
            const outcome = data?.results.get(test.memberId);
            return (
              <li key={test.memberId} className={styles.item}>
                <span className={styles.name}>{nameOf(test.memberId)}</span>
                {outcome !== undefined && (
                  <Badge appearance="tint" color={colours[outcome]}>
                    {marks[outcome]} {texts.outcomes[outcome]}
                  </Badge>
                )}
                <Select
                  aria-label={texts.sideOf(nameOf(test.memberId))}
                  value={String(test.isMember)}
                  onChange={(_event, { value }) =>
                    void onTests(withTest(tests, { ...test, isMember: value === 'true' }))
                  }
                >
                  <option value="true">{texts.mustBeIn}</option>
                  <option value="false">{texts.mustBeOut}</option>
                </Select>
                <Button
                  appearance="subtle"
                  icon={<DeleteRegular />}
                  aria-label={texts.removePerson(nameOf(test.memberId))}
                  onClick={() => void onTests(tests.filter((each) => each !== test))}
                />
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

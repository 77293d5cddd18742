import { Badge, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type CheckOptions, checkRule } from '@muster/rules';
import { EmptyState } from '../../controls/empty-state.tsx';
import { ObjectPicker, pickedDevices, pickedUsers } from '../../controls/object-picker.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { evaluationTree } from '../evaluation/evaluation-tree.ts';
import { RuleHeading } from '../rule-heading.tsx';
import { ruleTexts } from '../rule-texts.ts';
import { EvaluationView } from './evaluation-view.tsx';
import { useEvaluations, type Validated } from './use-evaluations.ts';

export interface ValidationPanelProps {
  readonly groupId: string;
  readonly rule: string;
  readonly kind: 'user' | 'device';
  readonly options: CheckOptions;
  readonly ids: readonly string[];
  onIds(ids: readonly string[]): void;
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  picker: { maxWidth: '30rem' },
  people: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 24rem), 1fr))',
    gap: '1rem',
    alignItems: 'start',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  person: {
    padding: '0.75rem 1rem',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    minWidth: 0,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem', alignItems: 'center', marginBottom: '0.35rem' },
});

/** Tries the rule on chosen people or devices: who is in, and why, condition by condition. */
export function ValidationPanel({ groupId, rule, kind, options, ids, onIds }: ValidationPanelProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { texts: general } = useChosen();
  const isValid = checkRule(rule, options).ok;
  const { data, error, isLoading, refetch } = useEvaluations(groupId, isValid ? rule : undefined, ids);
  const shown = (data ?? []).filter(({ id }) => ids.includes(id));
  return (
    <div className={styles.panel}>
      <div className={styles.picker}>
        <ObjectPicker
          label={kind === 'user' ? texts.validateUsers : texts.validateDevices}
          hint={texts.validateHere}
          kind={kind === 'user' ? pickedUsers : pickedDevices}
          without={new Set(ids)}
          onPick={({ id }) => onIds([...ids, id])}
        />
      </div>
      {ids.length === 0 && <EmptyState title={texts.validate} text={texts.validateText} />}
      {error !== null && <Problem problem={error} onAgain={() => void refetch()} />}
      {isLoading && <Spinner label={general.loading} />}
      {!isValid && <p>{texts.previewWaits}</p>}
      <ul className={styles.people}>
        {shown.map((each) => (
          <li key={each.id} className={styles.person}>
            <div className={styles.head}>
              <RuleHeading>{each.name}</RuleHeading>
              <Answer validated={each} />
              <Button
                appearance="subtle"
                size="small"
                aria-label={texts.removePerson(each.name)}
                icon={<DismissRegular />}
                onClick={() => onIds(ids.filter((id) => id !== each.id))}
              />
            </div>
            {each.problem}
            {each.details !== undefined && (
              <EvaluationView tree={evaluationTree(each.details, rule, options)} label={texts.rulesFor(each.name)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Answer({ validated: { isMember } }: { readonly validated: Validated }) {
  const texts = useTexts(ruleTexts);
  if (isMember === undefined) return null;
  return (
    <Badge appearance="tint" color={isMember ? 'success' : 'danger'}>
      {isMember ? `✓ ${texts.isIn}` : `✗ ${texts.isOut}`}
    </Badge>
  );
}

import { Button, makeStyles, Spinner, Title2 } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { groupTexts } from '../group-texts.ts';
import { createGroup } from './create-group.ts';
import { emptyGroup, holdsEverything, type NewGroup, type PickedByRelation } from './new-group.ts';
import { NewGroupForm } from './new-group-form.tsx';
import { newGroupTexts } from './new-group-texts.ts';

const RuleEditor = lazy(async () => ({ default: (await import('../../rule-editor/rule-editor.tsx')).RuleEditor }));

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '60rem' },
  rule: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

/** A new group, as in the tutorial of Entra; its query is written on a second step of the same page (`?step=rule`). */
export function NewGroupPage() {
  const styles = useStyles();
  const texts = useTexts(groupTexts);
  const own = useTexts(newGroupTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { step } = useSearch({ strict: false }) as { step?: string };
  const [group, setGroup] = useState<NewGroup>(emptyGroup);
  const [picked, setPicked] = useState<PickedByRelation>({ owners: [], members: [] });
  const create = async () => {
    const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);
    const members = picked.members.filter(({ collection }) => collection === 'users' || holdsEverything(group));
    const made = await createGroup({ ...group, owners: idsOf(picked.owners), members: idsOf(members) });
    void queries.invalidateQueries({ queryKey: ['list'] });
    const isAssigned = group.membershipType === 'assigned';
    say({ text: (isAssigned ? own.created : own.createdDynamic)(made.displayName) });
    await navigate({ to: `/groups/${made.id}` });
  };
  const isAtRule = step === 'rule' && group.membershipType !== 'assigned';
  if (isAtRule) {
    return (
      <RuleStep
        group={group}
        onDone={(rule) => {
          if (rule !== undefined) setGroup({ ...group, membershipRule: rule });
          void navigate({ to: '.', search: {} });
        }}
      />
    );
  }
  return (
    <div className={styles.page}>
      <Title2 as="h1">{texts.newGroup}</Title2>
      <NewGroupForm
        group={group}
        picked={picked}
        onChange={(changed) => setGroup({ ...group, ...changed })}
        onPick={(changed) => setPicked({ ...picked, ...changed })}
        onQuery={() => void navigate({ to: '.', search: { step: 'rule' } })}
        onCreate={create}
        onCancel={() => void navigate({ to: '/groups' })}
      />
    </div>
  );
}

interface RuleStepProps {
  readonly group: NewGroup;
  /** With the rule, or undefined when it is to stay as it was. */
  onDone(rule: string | undefined): void;
}

function RuleStep({ group, onDone }: RuleStepProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const own = useTexts(newGroupTexts);
  const [rule, setRule] = useState(group.membershipRule);
  return (
    <div className={styles.rule}>
      <Title2 as="h1">{own.queryTitle}</Title2>
      <Suspense fallback={<Spinner label={general.loading} />}>
        <RuleEditor
          value={rule}
          savedRule={undefined}
          kind={group.membershipType === 'dynamicDevice' ? 'device' : 'user'}
          onChange={setRule}
        />
      </Suspense>
      <div className={styles.buttons}>
        <Button appearance="primary" disabled={rule.trim() === ''} onClick={() => onDone(rule.trim())}>
          {general.save}
        </Button>
        <Button onClick={() => onDone(undefined)}>{general.discard}</Button>
      </div>
    </div>
  );
}

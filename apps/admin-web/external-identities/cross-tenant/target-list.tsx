import { Button, Field, makeStyles, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ObjectPicker, type PickedKind, pickedUsers } from '../../controls/object-picker.tsx';
import { PickedObjects } from '../../controls/picked-objects.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { idsOf } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';

/** What the ids of a list name: people or applications of this directory, or anything of another one. */
export type TargetKind = 'user' | 'application' | 'foreign';

export interface TargetListProps {
  readonly kind: TargetKind;
  readonly ids: readonly string[];
  onChange(ids: readonly string[]): void;
}

const pickedApps: PickedKind = { collection: 'servicePrincipals', searched: ['displayName'], beside: 'appId' };

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.5rem', maxWidth: '36rem' },
  more: { alignSelf: 'flex-start' },
});

/** Names of people or applications by their ids; what is not found keeps its id. */
async function readNames(kind: TargetKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (kind === 'foreign' || ids.length === 0) return new Map();
  const [collection, key] = kind === 'user' ? ['users', 'id'] : ['servicePrincipals', 'appId'];
  const answers = await graph.batch(
    ids.map((id) => ({
      method: 'GET',
      path: `/${collection}?$select=displayName,${key}&$filter=${encodeURIComponent(`${key} eq '${id}'`)}`,
    })),
  );
  const found = answers.flatMap(({ status, body }) =>
    status === 200 ? (body as { value: Record<string, string>[] }).value : [],
  );
  return new Map(found.map((each) => [each[key]!.toLowerCase(), each.displayName ?? each[key]!]));
}

/** Those who are named, and a way to name more. */
export function TargetList({ kind, ids, onChange }: TargetListProps) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const names = useQuery({ queryKey: ['targets', kind, ids], queryFn: () => readNames(kind, ids) });
  const add = (more: readonly string[]) => onChange([...new Set([...ids, ...more])]);
  return (
    <div className={styles.box}>
      <PickedObjects
        label={texts.chosen}
        picked={ids.map((id) => ({ id, name: names.data?.get(id) ?? id }))}
        onRemove={(id) => onChange(ids.filter((each) => each !== id))}
      />
      {kind === 'foreign' ? (
        <ForeignIds onAdd={add} />
      ) : (
        <ObjectPicker
          label={kind === 'user' ? texts.addUser : texts.addApp}
          kind={kind === 'user' ? pickedUsers : pickedApps}
          onPick={(row) => add([String(kind === 'user' ? row.id : row.appId).toLowerCase()])}
        />
      )}
    </div>
  );
}

function ForeignIds({ onAdd }: { onAdd(ids: readonly string[]): void }) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const { texts: general } = useChosen();
  const [typed, setTyped] = useState('');
  const ids = idsOf(typed);
  return (
    <>
      <Field
        label={texts.foreignIds}
        hint={texts.foreignIdsHint}
        validationMessage={ids === undefined ? texts.idsFault : undefined}
      >
        <Textarea value={typed} onChange={(_event, { value }) => setTyped(value)} />
      </Field>
      <Button
        className={styles.more}
        disabled={ids === undefined || ids.length === 0}
        onClick={() => {
          onAdd(ids ?? []);
          setTyped('');
        }}
      >
        {general.add}
      </Button>
    </>
  );
}

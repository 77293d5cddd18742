import { makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { pickedDevices, pickedGroups, pickedUsers } from '../../controls/object-picker.tsx';
import { ObjectsPicker } from '../../controls/objects-picker.tsx';
import { nameOf, type Row } from '../../lists/list-column.ts';
import { basePath, origin } from '../../session/place.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { batchWork } from '../batch-work.ts';
import { refreshGroup } from '../change-group.ts';
import { type Group, groupType } from '../group.ts';
import { memberTexts } from './member-texts.ts';

const useStyles = makeStyles({ fields: { display: 'flex', flexDirection: 'column', gap: '1rem' } });

interface AddMembersDialogProps {
  readonly group: Group;
  readonly relation?: 'members' | 'owners';
  onClose(): void;
}

/** Puts people, groups and devices into a group, or gives it owners. */
export function AddMembersDialog({ group, relation = 'members', onClose }: AddMembersDialogProps) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(memberTexts);
  const queries = useQueryClient();
  const [picked, setPicked] = useState<Readonly<Record<string, readonly Row[]>>>({});
  const isWide = relation === 'members' && groupType(group) === 'security' && group.isAssignableToRole !== true;
  const isNotThis = `securityEnabled eq true and id ne '${group.id}'`;
  const kinds = [
    { label: texts.users, kind: pickedUsers },
    ...(isWide ? [{ label: texts.groups, kind: { ...pickedGroups, filter: isNotThis } }] : []),
    ...(isWide ? [{ label: texts.devices, kind: pickedDevices }] : []),
  ];
  const all = Object.values(picked).flat();
  const add = async () => {
    const work = batchWork(all, ({ id }) => ({
      method: 'POST',
      path: `/groups/${group.id}/${relation}/$ref`,
      body: { '@odata.id': `${origin}${basePath}v1.0/directoryObjects/${id}` },
    }));
    await work.run();
    const { refused } = work.snapshot();
    const added = all.length - refused.length;
    const said = added.toLocaleString(language);
    await refreshGroup(queries, group.id);
    if (added > 0) say({ text: (relation === 'owners' ? texts.ownersAdded : texts.added)(added, said) });
    if (refused.length === 0) return;
    const left = new Set(refused.map(({ item }) => item.id));
    setPicked(mapValues(picked, (rows) => rows.filter(({ id }) => left.has(id))));
    throw new Error(refused.map(({ item, problem }) => `${nameOf(item)}: ${problem.message}`).join(' '));
  };
  return (
    <ConfirmDialog
      title={relation === 'owners' ? texts.addOwners : texts.addMembers}
      confirm={general.add}
      isWaiting={all.length === 0}
      onConfirm={add}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {kinds.map(({ label, kind }) => (
          <ObjectsPicker
            key={kind.collection}
            label={label}
            kind={kind}
            picked={picked[kind.collection] ?? []}
            onChange={(rows) => setPicked({ ...picked, [kind.collection]: rows })}
          />
        ))}
      </div>
    </ConfirmDialog>
  );
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

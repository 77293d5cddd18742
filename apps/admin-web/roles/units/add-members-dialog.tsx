import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { pickedDevices, pickedGroups, pickedUsers } from '../../controls/object-picker.tsx';
import { ObjectsPicker } from '../../controls/objects-picker.tsx';
import { graph } from '../../graph/graph.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import { nameOf, type Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { memberReference } from './member-reference.ts';
import { unitTexts } from './unit-texts.ts';

const kinds = { user: pickedUsers, group: pickedGroups, device: pickedDevices };

/** Puts users, groups and devices into a unit. */
export function AddMembersDialog({ unit, onClose }: { readonly unit: Row; onClose(): void }) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(unitTexts);
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<keyof typeof kinds>('user');
  const [picked, setPicked] = useState<readonly Row[]>([]);
  const add = async () => {
    const path = `/directory/administrativeUnits/${unit.id}/members/$ref`;
    const answers = await graph.batch(
      picked.map(({ id }) => ({ method: 'POST' as const, path, body: memberReference(id) })),
    );
    const refused = answers.findIndex(({ status }) => status >= 300);
    void queryClient.invalidateQueries({ queryKey: ['list'] });
    setPicked(picked.filter((_each, at) => answers[at]!.status >= 300));
    if (refused >= 0) {
      const { status, body } = answers[refused]!;
      const problem = problemOf(status, body);
      problem.message = `${nameOf(picked[refused]!)}: ${problem.message}`;
      throw problem;
    }
    say({ text: texts.saidAdded(picked.length.toLocaleString(language)) });
  };
  return (
    <ConfirmDialog
      title={texts.addTo(String(unit.displayName))}
      confirm={general.add}
      isWaiting={picked.length === 0}
      onConfirm={add}
      onClose={onClose}
    >
      <Field label={texts.kind}>
        <RadioGroup
          layout="horizontal"
          value={kind}
          onChange={(_event, { value }) => setKind(value as keyof typeof kinds)}
        >
          <Radio value="user" label={texts.user} />
          <Radio value="group" label={texts.group} />
          <Radio value="device" label={texts.device} />
        </RadioGroup>
      </Field>
      <ObjectsPicker
        key={kind}
        label={texts.addMember}
        listLabel={texts.members}
        kind={kinds[kind]}
        picked={picked}
        onChange={setPicked}
      />
    </ConfirmDialog>
  );
}

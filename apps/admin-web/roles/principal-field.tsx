import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { ObjectPicker, type PickedKind, pickedUsers } from '../controls/object-picker.tsx';
import { type Picked, PickedObjects } from '../controls/picked-objects.tsx';
import { nameOf } from '../lists/list-column.ts';
import { useTexts } from '../texts/define-texts.ts';
import { roleTexts } from './role-texts.ts';

const kinds = {
  person: pickedUsers,
  group: {
    collection: 'groups',
    searched: ['displayName'],
    beside: 'description',
    filter: 'isAssignableToRole eq true',
  },
  application: { collection: 'servicePrincipals', searched: ['displayName'], beside: 'appId' },
} satisfies Record<string, PickedKind>;

export interface PrincipalFieldProps {
  readonly chosen: Picked | undefined;
  /** Applications hold roles, but cannot activate them. */
  readonly hasApplications: boolean;
  onChoose(chosen: Picked | undefined): void;
}

/** Picks who is to hold a role: a person, a group or an application. */
export function PrincipalField({ chosen, hasApplications, onChoose }: PrincipalFieldProps) {
  const texts = useTexts(roleTexts);
  const [picked, setPicked] = useState<keyof typeof kinds>('person');
  const kind = picked === 'application' && !hasApplications ? 'person' : picked;
  if (chosen !== undefined) {
    return <PickedObjects label={texts.forWhom} picked={[chosen]} onRemove={() => onChoose(undefined)} />;
  }
  return (
    <>
      <Field label={texts.kind}>
        <RadioGroup
          layout="horizontal"
          value={kind}
          onChange={(_event, { value }) => setPicked(value as keyof typeof kinds)}
        >
          <Radio value="person" label={texts.person} />
          <Radio value="group" label={texts.group} />
          {hasApplications && <Radio value="application" label={texts.application} />}
        </RadioGroup>
      </Field>
      <ObjectPicker
        key={kind}
        label={texts.forWhom}
        kind={kinds[kind]}
        {...(kind === 'group' ? { hint: texts.groupHint } : {})}
        onPick={(row) => onChoose({ id: row.id, name: nameOf(row) })}
      />
    </>
  );
}

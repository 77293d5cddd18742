import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { ObjectPicker, pickedDevices, pickedGroups, pickedUsers } from '../controls/object-picker.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { activities, categories } from './activities.ts';
import { auditPhrases } from './audit-phrases.ts';
import { type AuditQuestion, activitiesOf } from './audit-question.ts';
import { auditTexts } from './audit-texts.ts';
import { FilterPanel } from './filter-panel.tsx';
import { PeriodFields } from './period-fields.tsx';

const kinds = { users: pickedUsers, groups: pickedGroups, devices: pickedDevices } as const;
type Kind = keyof typeof kinds;

export interface AuditFiltersProps {
  readonly asked: AuditQuestion;
  /** Changes what stands in the address. */
  ask(changed: Record<string, string | undefined>): void;
}

/** Everything by which the server filters the log. */
export function AuditFilters({ asked, ask }: AuditFiltersProps) {
  const texts = useTexts(auditTexts);
  const phrases = useTexts(auditPhrases);
  const [kind, setKind] = useState<Kind>('users');
  const named = activitiesOf(asked.category).map((name) => [name, phrases.label(activities.get(name)!, name)] as const);
  const set = (name: string, value: string) => ask({ [name]: value === '' ? undefined : value });
  return (
    <FilterPanel>
      <PeriodFields asked={asked} ask={ask} />
      <Field label={texts.category}>
        <Select
          value={asked.category}
          onChange={(_event, { value }) => ask({ category: value === '' ? undefined : value, activity: undefined })}
        >
          <option value="">{texts.any}</option>
          {categories.map((each) => (
            <option key={each} value={each}>
              {texts.categories[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={texts.activity}>
        <Select value={asked.activity} onChange={(_event, { value }) => set('activity', value)}>
          <option value="">{texts.any}</option>
          {named.map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
          {asked.activity !== '' && !named.some(([name]) => name === asked.activity) && (
            <option>{asked.activity}</option>
          )}
        </Select>
      </Field>
      <ObjectPicker label={texts.doneBy} kind={pickedUsers} onPick={({ id }) => ask({ actor: id })} />
      <Field label={texts.targetKind}>
        <Select value={kind} onChange={(_event, { value }) => setKind(value as Kind)}>
          {Object.keys(kinds).map((each) => (
            <option key={each} value={each}>
              {texts.kinds[each as Kind]}
            </option>
          ))}
        </Select>
      </Field>
      <ObjectPicker key={kind} label={texts.target} kind={kinds[kind]} onPick={({ id }) => ask({ target: id })} />
    </FilterPanel>
  );
}

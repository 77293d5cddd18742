import { Combobox, Field, Option } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { graph } from '../graph/graph.ts';
import { listAddress } from '../lists/list-address.ts';
import { nameOf, type Row } from '../lists/list-column.ts';
import { useChosen } from '../shell/preferences.ts';

/** What can be picked: where it is looked for, and what tells two of the same name apart. */
export interface PickedKind {
  readonly collection: string;
  readonly searched: readonly string[];
  /** A second property that is shown beside the name. */
  readonly beside?: string;
  /** A condition in OData. */
  readonly filter?: string;
}

export const pickedUsers: PickedKind = {
  collection: 'users',
  searched: ['displayName', 'mail', 'userPrincipalName'],
  beside: 'userPrincipalName',
};
export const pickedGroups: PickedKind = { collection: 'groups', searched: ['displayName'], beside: 'description' };
export const pickedDevices: PickedKind = { collection: 'devices', searched: ['displayName'], beside: 'deviceId' };

export interface ObjectPickerProps {
  readonly label: string;
  readonly kind: PickedKind;
  readonly hint?: string;
  /** Those that are chosen already are not offered. */
  readonly without?: ReadonlySet<string>;
  onPick(object: Row): void;
}

const offered = 12;

/** Finds one object by typing; the server searches. What is picked is the caller's to show. */
export function ObjectPicker({ label, kind, hint, without, onPick }: ObjectPickerProps) {
  const { texts } = useChosen();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const { collection, searched, beside, filter = '' } = kind;
  const select = ['displayName', ...(beside === undefined ? [] : [beside])];
  const address = listAddress({ collection, select, search, searched, filter, sort: undefined, top: offered });
  const found = useQuery({
    queryKey: ['picker', address],
    queryFn: ({ signal }) => graph.page<Row>(address, signal),
    placeholderData: (before) => before,
  });
  const rows = (found.data?.value ?? []).filter(({ id }) => without?.has(id) !== true);
  return (
    <Field label={label} hint={hint} validationMessage={found.error?.message}>
      <Combobox
        freeform
        inlinePopup
        autoComplete="off"
        value={typed}
        selectedOptions={[]}
        onChange={(event) => setTyped(event.target.value)}
        onOptionSelect={(_event, { optionValue }) => {
          const picked = rows.find(({ id }) => id === optionValue);
          if (picked === undefined) return;
          setTyped('');
          onPick(picked);
        }}
      >
        {rows.map((row) => (
          <Option key={row.id} value={row.id} text={nameOf(row)}>
            {nameOf(row)}
            {beside !== undefined && row[beside] ? ` (${String(row[beside])})` : ''}
          </Option>
        ))}
        {rows.length === 0 && (
          <Option key="none" disabled text="">
            {found.isPending ? texts.loading : texts.nothingFound}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

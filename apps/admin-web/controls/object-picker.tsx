import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { graph } from '../graph/graph.ts';
import { listAddress } from '../lists/list-address.ts';
import type { Row } from '../lists/list-column.ts';
import { FindingField } from './finding-field.tsx';

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
    <FindingField
      label={label}
      hint={hint}
      typed={typed}
      offered={rows}
      isPending={found.isPending}
      problem={found.error}
      beside={beside}
      onType={setTyped}
      onPick={onPick}
    />
  );
}

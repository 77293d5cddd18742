import { Button, Field, makeStyles, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { Row } from '../../lists/list-column.ts';
import { type PlainColumn, PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { ObjectLink, useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import { AssignDialog } from '../assignments/assign-dialog.tsx';
import { RemoveAssignmentDialog } from '../assignments/remove-assignment-dialog.tsx';
import { useRoles } from '../role-queries.ts';
import { roleTexts } from '../role-texts.ts';
import { type UnitRole, useUnitRoles } from './unit-queries.ts';
import { isForUnits } from './unit-roles.ts';
import { unitTexts } from './unit-texts.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '0.5rem', marginBlock: '0.5rem' },
});

/** Who holds or can activate which role in a unit. */
export function UnitRolesTab({ unit }: { readonly unit: Row }) {
  const styles = useStyles();
  const texts = useTexts(unitTexts);
  const rows = useUnitRoles(unit.id);
  const roles = useRoles().data?.filter(isForUnits) ?? [];
  const [roleId, setRoleId] = useState('');
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<UnitRole>();
  const columns = useColumns(setRemoved);
  const role = roles.find(({ id }) => id === roleId);
  return (
    <>
      <div className={styles.tools}>
        <Field label={texts.role}>
          <Select value={roleId} onChange={(_event, { value }) => setRoleId(value)}>
            <option value="">–</option>
            {[...roles]
              .sort((a, b) => a.displayName.localeCompare(b.displayName))
              .map(({ id, displayName }) => (
                <option key={id} value={id}>
                  {displayName}
                </option>
              ))}
          </Select>
        </Field>
        <Button disabled={role === undefined} onClick={() => setIsAdding(true)}>
          {texts.addRole}
        </Button>
      </div>
      <PlainTable
        label={texts.roles}
        columns={columns}
        rows={rows}
        keyOf={({ schedule }) => schedule.id}
        empty={<EmptyState title={texts.noRoles} text={texts.noRolesText} />}
      />
      {isAdding && role !== undefined && (
        <AssignDialog
          target={{ type: 'role', role }}
          unit={{ id: unit.id, name: String(unit.displayName) }}
          onClose={() => setIsAdding(false)}
        />
      )}
      {removed !== undefined && (
        <RemoveAssignmentDialog
          {...removed}
          ofWhat={roles.find(({ id }) => id === removed.schedule.roleDefinitionId)?.displayName ?? texts.role}
          count={rows.filter(({ schedule }) => isSameRole(schedule, removed.schedule)).length}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  );
}

const isSameRole = (a: UnitRole['schedule'], b: UnitRole['schedule']) => a.roleDefinitionId === b.roleDefinitionId;

function useColumns(remove: (of: UnitRole) => void): readonly PlainColumn<UnitRole>[] {
  const { texts: general } = useChosen();
  const texts = useTexts(roleTexts);
  const access = useTexts(accessTexts);
  const timeText = useTimeText();
  const names = new Map(useRoles().data?.map(({ id, displayName }) => [id, displayName]));
  return [
    {
      name: 'role',
      heading: access.role,
      cell: ({ schedule }) => names.get(schedule.roleDefinitionId ?? '') ?? access.unknown,
    },
    { name: 'who', heading: texts.who, cell: ({ schedule }) => <ObjectLink object={schedule.principal} /> },
    {
      name: 'state',
      heading: access.state,
      cell: ({ kind }) => (kind === 'assignment' ? access.active : access.eligible),
    },
    {
      name: 'ends',
      heading: access.ends,
      cell: ({ schedule }) => timeText(schedule.scheduleInfo?.expiration?.endDateTime) || access.never,
    },
    {
      name: 'actions',
      heading: access.actions,
      isActions: true,
      cell: (row) => (
        <Button size="small" onClick={() => remove(row)}>
          {general.remove}
        </Button>
      ),
    },
  ];
}

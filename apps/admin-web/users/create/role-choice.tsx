import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FindingField } from '../../controls/finding-field.tsx';
import { PickedObjects } from '../../controls/picked-objects.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useRoleInWords } from '../../role-names/role-words.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from './create-texts.ts';
import { offeredRoles } from './offered-roles.ts';

/** There are about a hundred: the API gives them all at once and searches none. */
const rolesAddress = '/roleManagement/directory/roleDefinitions?$select=id,displayName,isEnabled';

const useStyles = makeStyles({ box: { display: 'flex', flexDirection: 'column', gap: '0.4rem' } });

export interface RoleChoiceProps {
  readonly roles: readonly Row[];
  onChange(roles: readonly Row[]): void;
}

/** Chooses roles that somebody is to hold in the whole directory. */
export function RoleChoice({ roles, onChange }: RoleChoiceProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(createTexts);
  const [typed, setTyped] = useState('');
  const found = useQuery({
    queryKey: ['picker', rolesAddress],
    queryFn: ({ signal }) => graph.page<Row>(rolesAddress, signal),
  });
  const inWords = useRoleInWords();
  const nameOf = (role: Row) => String(inWords(role).displayName ?? role.id);
  const offered = offeredRoles(found.data?.value ?? [], roles, typed, nameOf);
  return (
    <div className={styles.box}>
      <FindingField
        label={texts.addRole}
        hint={texts.rolesText}
        typed={typed}
        offered={offered.map(inWords)}
        isPending={found.isPending}
        problem={found.error}
        onType={setTyped}
        onPick={(role) => onChange([...roles, role])}
      />
      <PickedObjects
        label={general.roles}
        isLabelHidden
        picked={roles.map((role) => ({ id: role.id, name: nameOf(role) }))}
        onRemove={(id) => onChange(roles.filter((role) => role.id !== id))}
      />
    </div>
  );
}

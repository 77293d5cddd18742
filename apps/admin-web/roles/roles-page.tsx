import { Checkbox, makeStyles, SearchBox, Title2, tokens } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ColumnMenu } from '../lists/column-menu.tsx';
import { type Column, flagColumn, plainColumn } from '../lists/list-column.ts';
import { readListSearch, sortText } from '../lists/list-search.ts';
import { RowGrid } from '../lists/row-grid.tsx';
import { RowLink } from '../lists/row-link.tsx';
import { useTyped } from '../lists/use-typed.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { ButtonLink } from './button-link.tsx';
import { matchingRoles, roleRows } from './role-list.ts';
import { useRoles, useSchedules } from './role-queries.ts';
import { roleTexts } from './role-texts.ts';
import { RolesNav } from './roles-nav.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', gap: '0.5rem' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
  // Of a width of its own: the button that empties it comes and goes, and nothing may move then.
  search: { flexGrow: 1, flexBasis: '14rem', maxWidth: '26rem', minWidth: '10rem' },
  toggle: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    paddingInlineEnd: tokens.spacingHorizontalM,
  },
});

/** All roles: the server gives them at once, so they are searched and sorted here. */
export function RolesPage() {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(roleTexts);
  const navigate = useNavigate();
  const columns = useRoleColumns();
  const asked = readListSearch(useSearch({ strict: false }) as Record<string, unknown>, columns);
  const [search, setSearch] = useTyped(asked.search);
  const roles = useRoles();
  const active = useSchedules('assignment', '$select=id,roleDefinitionId');
  const eligible = useSchedules('eligibility', '$select=id,roleDefinitionId');
  const rows = matchingRoles(roleRows(roles.data ?? [], active.data, eligible.data), { ...asked, search });
  const ask = (changed: Record<string, unknown>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const toggles = [
    ['custom', texts.customOnly],
    ['privileged', texts.privilegedOnly],
    ...(active.data === undefined ? [] : [['assigned', texts.assignedOnly] as const]),
  ] as const;
  return (
    <div className={styles.page}>
      <RolesNav />
      <Title2 as="h1">{general.roles}</Title2>
      <div className={styles.tools}>
        <ButtonLink to="/roles/new">{texts.newRole}</ButtonLink>
        <SearchBox
          className={styles.search}
          aria-label={texts.search}
          placeholder={texts.search}
          value={search}
          onChange={(_event, { value }) => {
            setSearch(value);
            ask({ search: value === '' ? undefined : value });
          }}
        />
        {toggles.map(([name, label]) => (
          <Checkbox
            key={name}
            className={styles.toggle}
            label={label}
            checked={asked.toggles.has(name)}
            onChange={(_event, { checked }) => ask({ [name]: checked === true ? true : undefined })}
          />
        ))}
        <ColumnMenu columns={columns} shown={asked.columns} onChoose={(names) => ask({ columns: names.join(',') })} />
        <span role="status">{roles.data === undefined ? '' : texts.shown(rows.length.toLocaleString(language))}</span>
      </div>
      {roles.error !== null && <Problem problem={roles.error} onAgain={() => void roles.refetch()} />}
      <RowGrid
        label={general.roles}
        rows={rows}
        columns={columns.filter(({ name }) => asked.columns.includes(name))}
        count={rows.length}
        sort={asked.sort}
        isLoading={roles.isPending}
        empty={texts.nothing}
        onSort={(property) => ask({ sort: sortText(asked.sort, property) })}
        onEnd={() => undefined}
      />
    </div>
  );
}

const first = { isShownFirst: true, isSorted: true };
const later = { isShownFirst: false, isSorted: true };

function useRoleColumns(): readonly Column[] {
  const { texts: general } = useChosen();
  const texts = useTexts(roleTexts);
  return [
    {
      ...plainColumn('displayName', general.name, first),
      room: 'much',
      cell: (row) => <RowLink to="/roles" row={row} />,
    },
    { ...plainColumn('description', texts.description, { isShownFirst: true }), room: 'much' },
    {
      ...plainColumn('isBuiltIn', texts.type, first),
      room: 'little',
      text: ({ isBuiltIn }) => (isBuiltIn === true ? texts.builtIn : texts.custom),
    },
    { ...flagColumn('isPrivileged', texts.privileged, general, first), room: 'little', sortedBy: 'isPrivileged' },
    { ...plainColumn('active', texts.activeCount, first), room: 'little' },
    { ...plainColumn('eligible', texts.eligibleCount, first), room: 'little' },
    plainColumn('permissions', texts.permissions, later),
    { ...flagColumn('isEnabled', texts.isEnabled, general, later), sortedBy: 'isEnabled' },
  ];
}

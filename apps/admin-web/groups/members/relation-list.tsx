import { makeStyles, SearchBox, Select } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { listAddress } from '../../lists/list-address.ts';
import type { Column, Row } from '../../lists/list-column.ts';
import { readListSearch, sortText } from '../../lists/list-search.ts';
import { readingOf } from '../../lists/reading-of.ts';
import { RowGrid, type Selection } from '../../lists/row-grid.tsx';
import { useRows } from '../../lists/use-rows.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { groupTexts } from '../group-texts.ts';
import { memberTexts } from './member-texts.ts';

const ofUsers = ['displayName', 'userType', 'userPrincipalName', 'mail'];

/** Casts and conditions that keep one kind of object, and what may be read of it: the API refuses names of other kinds. */
const kinds = {
  user: { cast: '/microsoft.graph.user', filter: '', known: ofUsers },
  guest: { cast: '/microsoft.graph.user', filter: "userType eq 'Guest'", known: ofUsers },
  group: { cast: '/microsoft.graph.group', filter: '', known: ['displayName', 'mail'] },
  device: { cast: '/microsoft.graph.device', filter: '', known: ['displayName', 'deviceId'] },
  application: { cast: '/microsoft.graph.servicePrincipal', filter: '', known: ['displayName'] },
} as const;
const allKinds = Object.keys(kinds) as (keyof typeof kinds)[];
type Kind = keyof typeof kinds;

export interface RelationListProps {
  /** Below the version: `/groups/{id}/members`. */
  readonly path: string;
  readonly columns: readonly Column[];
  readonly label: string;
  readonly empty: ReactNode;
  readonly actions?: ReactNode;
  readonly selection?: Selection | undefined;
  /** Adds to the rows of a page before they are shown. */
  complete?(rows: readonly Row[], signal: AbortSignal): Promise<readonly Row[]>;
  /** Kinds that can be kept alone; all of them when absent. */
  readonly kinds?: readonly Kind[];
}

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.5rem', height: 'max(20rem, calc(100vh - 16.5rem))' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
  search: { flexGrow: 1, maxWidth: '22rem', minWidth: '10rem' },
});

/** What is chosen in the list of a tab stands in the address. */
export function useRelationSearch() {
  const navigate = useNavigate();
  const asked = useSearch({ strict: false }) as Record<string, unknown>;
  const ask = (changed: Record<string, unknown>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  return { asked, ask };
}

/** Objects of several kinds that stand in a relation, to be searched, sorted and narrowed to a kind. */
export function RelationList(props: RelationListProps) {
  const { path, columns, label, empty, actions, selection, complete, kinds: offered } = props;
  const styles = useStyles();
  const { language } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(memberTexts);
  const { asked, ask } = useRelationSearch();
  const { sort, search: searched } = readListSearch(asked, columns);
  const [typed, setTyped] = useState(searched);
  const search = useDeferredValue(typed);
  const kind = Object.hasOwn(kinds, String(asked.type)) ? (asked.type as Kind) : undefined;
  const { cast, filter } = kind === undefined ? { cast: '', filter: '' } : kinds[kind];
  const known = new Set<string>(
    (kind === undefined ? (offered ?? allKinds) : [kind]).flatMap((each) => kinds[each].known),
  );
  const address = listAddress({
    collection: `${path}${cast}`.slice(1),
    select: [...new Set(columns.flatMap(({ reads }) => reads))].filter((name) => known.has(name)),
    search,
    searched: ['displayName'],
    filter,
    sort,
    top: 200,
  });
  const { rows, count, list } = useRows(address, complete);
  // A cast names the type in the address and leaves it out of the rows.
  const typedRows = kind === undefined ? rows : rows.map((row) => ({ ...row, '@odata.type': `#${cast.slice(1)}` }));
  const isNarrowed = search !== '' || kind !== undefined;
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        {actions}
        <SearchBox
          className={styles.search}
          aria-label={texts.search}
          placeholder={texts.search}
          value={typed}
          onChange={(_event, { value }) => {
            setTyped(value);
            ask({ search: value === '' ? undefined : value });
          }}
        />
        <Select
          aria-label={texts.kind}
          value={kind ?? ''}
          onChange={(_event, { value }) => ask({ type: value === '' ? undefined : value })}
        >
          <option value="">{texts.everyKind}</option>
          {(offered ?? allKinds).map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </Select>
        <span role="status">{count === undefined ? '' : texts.total(count.toLocaleString(language))}</span>
      </div>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={label}
        rows={typedRows}
        columns={columns}
        count={count ?? rows.length}
        sort={sort}
        {...readingOf(list)}
        selection={selection}
        empty={list.error !== null ? '' : isNarrowed ? texts.nothing : empty}
        onSort={(property) => ask({ sort: sortText(sort, property) })}
      />
    </div>
  );
}

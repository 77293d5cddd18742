import { Checkbox, makeStyles, SearchBox, Title2, tokens } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue } from 'react';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { ColumnMenu } from './column-menu.tsx';
import { ExportButton } from './export-button.tsx';
import { listAddress } from './list-address.ts';
import type { Column } from './list-column.ts';
import { readListSearch, sortText } from './list-search.ts';
import { listTexts } from './list-texts.ts';
import { readingOf } from './reading-of.ts';
import { RowGrid, type Selection } from './row-grid.tsx';
import { useRows } from './use-rows.ts';
import { useTyped } from './use-typed.ts';
import { ViewMenu } from './view-menu.tsx';

/** A filter that is a click away. */
export interface Toggle {
  /** By which the address keeps it. */
  readonly name: string;
  readonly label: string;
  /** A condition in OData. */
  readonly filter: string;
}

export interface ListPageProps {
  readonly title: string;
  /** Below the version: `users`, `directory/deletedItems/microsoft.graph.user`. Also the name of the exported file. */
  readonly collection: string;
  readonly columns: readonly Column[];
  /** Properties that the search looks into; none where the collection has no search. */
  readonly searched: readonly string[];
  readonly searchHint: string;
  readonly toggles?: readonly Toggle[];
  /** A condition in OData that always holds. */
  readonly filter?: string;
  readonly selection?: Selection;
  /** What can be done here: buttons before the list. */
  readonly actions?: ReactNode;
  /** Shown where nothing is there and nothing was searched or filtered. */
  readonly empty?: ReactNode;
}

const pageSize = 200;

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

/** A list of any length: the server filters, searches and sorts; what is chosen stands in the address. */
export function ListPage(props: ListPageProps) {
  const { title, collection, columns, searched, searchHint, toggles = [], filter, selection, actions, empty } = props;
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(listTexts);
  const navigate = useNavigate();
  const query = useSearch({ strict: false }) as Record<string, unknown>;
  const asked = readListSearch(query, columns);
  const [typed, setTyped] = useTyped(asked.search);
  const search = useDeferredValue(typed);
  const shown = columns.filter((column) => asked.columns.includes(column.name));
  const ask = (changed: Record<string, unknown>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const on = toggles.filter(({ name }) => asked.toggles.has(name));
  const conditions = [...(filter === undefined ? [] : [filter]), ...on.map((each) => each.filter)];
  const address = listAddress({
    collection,
    select: [...new Set(shown.flatMap(({ reads }) => reads))],
    search,
    searched,
    filter: conditions.length < 2 ? conditions.join('') : conditions.map((each) => `(${each})`).join(' and '),
    sort: asked.sort,
    top: pageSize,
  });
  const { rows, count, list } = useRows(address);
  return (
    <div className={styles.page}>
      <Title2 as="h1">{title}</Title2>
      <div className={styles.tools}>
        {actions}
        {searched.length > 0 && (
          <SearchBox
            className={styles.search}
            aria-label={searchHint}
            placeholder={searchHint}
            value={typed}
            onChange={(_event, { value }) => {
              setTyped(value);
              ask({ search: value === '' ? undefined : value });
            }}
          />
        )}
        {toggles.map(({ name, label }) => (
          <Checkbox
            key={name}
            className={styles.toggle}
            label={label}
            checked={asked.toggles.has(name)}
            onChange={(_event, { checked }) => ask({ [name]: checked === true ? true : undefined })}
          />
        ))}
        <ViewMenu collection={collection} query={query} onOpen={(view) => void navigate({ to: '.', search: view })} />
        <ColumnMenu columns={columns} shown={asked.columns} onChoose={(names) => ask({ columns: names.join(',') })} />
        <ExportButton address={address} columns={shown} fileName={collection.split('/').at(-1)!} />
        <span role="status">{count === undefined ? '' : texts.total(count.toLocaleString(language))}</span>
      </div>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={title}
        rows={rows}
        columns={shown}
        count={count ?? rows.length}
        sort={asked.sort}
        {...readingOf(list)}
        selection={selection}
        empty={search === '' && on.length === 0 && empty !== undefined ? empty : texts.empty}
        onSort={(property) => ask({ sort: sortText(asked.sort, property) })}
      />
    </div>
  );
}

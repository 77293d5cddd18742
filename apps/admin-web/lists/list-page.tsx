import {
  Button,
  Checkbox,
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  SearchBox,
  Title2,
} from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { ExportButton } from './export-button.tsx';
import { listAddress } from './list-address.ts';
import type { Column, Row } from './list-column.ts';
import { readListSearch, sortText } from './list-search.ts';
import { RowGrid } from './row-grid.tsx';

export interface ListPageProps {
  readonly title: string;
  readonly collection: string;
  readonly columns: readonly Column[];
  readonly searched: readonly string[];
  readonly searchHint: string;
  /** One filter that is a click away. */
  readonly toggle?: { readonly name: string; readonly label: string; readonly filter: string };
}

const pageSize = 200;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', gap: '0.5rem' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
  search: { flexGrow: 1, maxWidth: '26rem', minWidth: '10rem' },
});

/** A list of any length: the server filters, searches and sorts; what is chosen stands in the address. */
export function ListPage({ title, collection, columns, searched, searchHint, toggle }: ListPageProps) {
  const styles = useStyles();
  const { texts, language } = useChosen();
  const navigate = useNavigate();
  const asked = readListSearch(useSearch({ strict: false }) as Record<string, unknown>, columns);
  const [typed, setTyped] = useState(asked.search);
  const search = useDeferredValue(typed);
  const shown = columns.filter((column) => asked.columns.includes(column.name));
  const ask = (changed: Record<string, unknown>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const isOn = toggle !== undefined && asked.toggles.has(toggle.name);
  const address = listAddress({
    collection,
    select: [...new Set(shown.flatMap(({ reads }) => reads))],
    search,
    searched,
    filter: isOn ? toggle.filter : '',
    sort: asked.sort,
    top: pageSize,
  });
  const list = useInfiniteQuery({
    queryKey: ['list', address],
    queryFn: ({ pageParam, signal }) => graph.page<Row>(pageParam, signal),
    initialPageParam: address,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ value }) => value) ?? [], [list.data]);
  const count = list.data?.pages[0]?.count;
  return (
    <div className={styles.page}>
      <Title2 as="h1">{title}</Title2>
      <div className={styles.tools}>
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
        {toggle !== undefined && (
          <Checkbox
            label={toggle.label}
            checked={isOn}
            onChange={(_event, { checked }) => ask({ [toggle.name]: checked === true ? true : undefined })}
          />
        )}
        <Menu
          checkedValues={{ columns: [...asked.columns] }}
          onCheckedValueChange={(_event, { checkedItems }) => {
            if (checkedItems.length > 0) ask({ columns: checkedItems.join(',') });
          }}
        >
          <MenuTrigger disableButtonEnhancement>
            <Button>{texts.columns}</Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {columns.map(({ name }) => (
                <MenuItemCheckbox key={name} name="columns" value={name}>
                  {texts[name]}
                </MenuItemCheckbox>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <ExportButton address={address} columns={shown} fileName={collection} />
        <span role="status">{count === undefined ? '' : texts.total(count.toLocaleString(language))}</span>
      </div>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={title}
        rows={rows}
        columns={shown}
        count={count ?? rows.length}
        sort={asked.sort}
        isLoading={list.isPending || list.isFetchingNextPage}
        onSort={(property) => ask({ sort: sortText(asked.sort, property) })}
        onEnd={() => {
          if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
        }}
      />
    </div>
  );
}

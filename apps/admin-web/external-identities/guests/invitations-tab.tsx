import { makeStyles, SearchBox, Select } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { listAddress } from '../../lists/list-address.ts';
import { type Column, dateColumn, plainColumn } from '../../lists/list-column.ts';
import { readingOf } from '../../lists/reading-of.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { useRows } from '../../lists/use-rows.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { guestTexts } from './guest-texts.ts';
import { InvitationActions } from './invitation-actions.tsx';

const states = { pending: 'PendingAcceptance', accepted: 'Accepted' } as const;
type State = keyof typeof states;

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: '0.5rem', height: 'calc(100vh - 13rem)', minHeight: '22rem' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
  search: { flexGrow: 1, maxWidth: '22rem', minWidth: '10rem' },
});

function useColumns(): readonly Column[] {
  const texts = useTexts(guestTexts);
  const { language } = useChosen();
  const shown = { isShownFirst: true };
  const name = plainColumn('displayName', texts.name, shown);
  return [
    { ...name, cell: (row) => <RowLink to="/users" row={row} /> },
    plainColumn('mail', texts.address, shown),
    dateColumn('createdDateTime', texts.invited, language, shown),
    dateColumn('externalUserStateChangeDateTime', texts.changed, language, shown),
  ];
}

/** Invitations that wait, or were accepted: send them again, take them back. */
export function InvitationsTab() {
  const styles = useStyles();
  const texts = useTexts(guestTexts);
  const { language } = useChosen();
  const navigate = useNavigate();
  const columns = useColumns();
  const asked = useSearch({ strict: false }) as { state?: unknown; search?: unknown };
  const state: State = asked.state === 'accepted' ? 'accepted' : 'pending';
  const [typed, setTyped] = useState(typeof asked.search === 'string' ? asked.search : '');
  const search = useDeferredValue(typed);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const { rows, count, list } = useRows(
    listAddress({
      collection: 'users',
      select: columns.flatMap(({ reads }) => reads),
      search,
      searched: ['displayName', 'mail'],
      filter: `externalUserState eq '${states[state]}'`,
      sort: undefined,
      top: 200,
    }),
  );
  const put = (changed: object) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const isPending = state === 'pending';
  const none = search === '' && isPending;
  return (
    <div className={styles.tab}>
      <div className={styles.tools}>
        <Select
          aria-label={texts.state}
          value={state}
          onChange={(_event, { value }) => {
            setIds(new Set());
            put({ state: value === 'pending' ? undefined : value });
          }}
        >
          <option value="pending">{texts.pending}</option>
          <option value="accepted">{texts.accepted}</option>
        </Select>
        <SearchBox
          className={styles.search}
          aria-label={texts.search}
          placeholder={texts.search}
          value={typed}
          onChange={(_event, { value }) => {
            setTyped(value);
            put({ search: value === '' ? undefined : value });
          }}
        />
        <span role="status">{count === undefined ? '' : texts.total(count.toLocaleString(language))}</span>
      </div>
      {isPending && <InvitationActions rows={rows.filter(({ id }) => ids.has(id))} onDone={() => setIds(new Set())} />}
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={texts.invitations}
        rows={rows}
        columns={columns}
        count={count ?? rows.length}
        {...readingOf(list)}
        selection={isPending ? { ids, onChange: setIds } : undefined}
        empty={none ? <EmptyState title={texts.noPending} text={texts.noPendingText} /> : texts.nothing}
      />
    </div>
  );
}

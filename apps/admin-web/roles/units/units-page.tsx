import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { type Column, dateColumn, plainColumn } from '../../lists/list-column.ts';
import { ListPage } from '../../lists/list-page.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { RolesNav } from '../roles-nav.tsx';
import { NewUnitDialog } from './new-unit-dialog.tsx';
import { unitTexts } from './unit-texts.ts';

const useStyles = makeStyles({ page: { display: 'flex', flexDirection: 'column', height: '100%' } });

/** All administrative units. */
export function UnitsPage() {
  const styles = useStyles();
  const texts = useTexts(unitTexts);
  const [isNew, setIsNew] = useState(false);
  const newButton = <Button onClick={() => setIsNew(true)}>{texts.newUnit}</Button>;
  return (
    <div className={styles.page}>
      <RolesNav />
      <ListPage
        title={texts.title}
        collection="directory/administrativeUnits"
        columns={useUnitColumns()}
        searched={['displayName']}
        searchHint={texts.search}
        actions={newButton}
        empty={<EmptyState title={texts.emptyTitle} text={texts.emptyText} />}
      />
      {isNew && <NewUnitDialog onClose={() => setIsNew(false)} />}
    </div>
  );
}

const first = { isShownFirst: true };

function useUnitColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(unitTexts);
  return [
    {
      ...plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
      cell: (row) => <RowLink to="/roles/administrative-units" row={row} />,
    },
    { ...plainColumn('description', texts.description, first), room: 'much' },
    {
      ...plainColumn('visibility', texts.visibility, first),
      text: ({ visibility }) => (visibility === 'HiddenMembership' ? texts.hidden : texts.open),
    },
    dateColumn('createdDateTime', texts.created, language, { isShownFirst: false }),
  ];
}

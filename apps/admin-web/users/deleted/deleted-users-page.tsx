import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { type Column, dateColumn, plainColumn } from '../../lists/list-column.ts';
import { ListPage } from '../../lists/list-page.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { instantText } from '../../texts/instant-text.ts';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { bulkTexts } from '../bulk/bulk-texts.ts';
import { userTexts } from '../user-texts.ts';
import { nameBefore } from './name-before.ts';
import { restorableUntil } from './restorable-until.ts';

const useStyles = makeStyles({ text: { flexBasis: '100%', margin: 0 } });
const first = { isShownFirst: true };

function useDeletedColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(userTexts);
  const { deletedOn, restorable } = useTexts(bulkTexts);
  return [
    plainColumn('displayName', general.name, { ...first, isSorted: true }),
    {
      ...plainColumn('userPrincipalName', texts.userPrincipalName, first),
      text: (row) => nameBefore(row.id, String(row.userPrincipalName)),
    },
    plainColumn('userType', texts.userType, { isShownFirst: false }),
    dateColumn('deletedDateTime', deletedOn, language, { ...first, isSorted: true }),
    {
      name: 'restorableUntil',
      heading: restorable,
      reads: ['deletedDateTime'],
      isShownFirst: true,
      text: (row) => instantText(restorableUntil(String(row.deletedDateTime)), language)!,
    },
  ];
}

/** People who were deleted, for as long as they can be brought back. */
export function DeletedUsersPage() {
  const styles = useStyles();
  const texts = useTexts(bulkTexts);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selection = { ids, onChange: setIds };
  return (
    <ListPage
      title={texts.deletedTitle}
      collection="directory/deletedItems/microsoft.graph.user"
      columns={useDeletedColumns()}
      searched={['displayName', 'userPrincipalName']}
      searchHint={texts.searchDeleted}
      selection={selection}
      actions={
        <>
          <p className={styles.text}>{texts.deletedText}</p>
          <BulkBar kinds={['restore', 'purge']} selection={selection} />
        </>
      }
      empty={<EmptyState title={texts.noneDeleted} text={texts.noneDeletedText} />}
    />
  );
}

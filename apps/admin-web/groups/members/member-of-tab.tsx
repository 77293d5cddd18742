import { makeStyles } from '@fluentui/react-components';
import { type Column, plainColumn } from '../../lists/list-column.ts';
import { readingOf } from '../../lists/reading-of.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { useRows } from '../../lists/use-rows.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import type { Group } from '../group.ts';
import { groupTexts } from '../group-texts.ts';
import { memberTexts } from './member-texts.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.5rem', height: 'max(16rem, calc(100vh - 16rem))' },
  text: { margin: 0, maxWidth: '45rem' },
});

/** Where the group itself is a member. */
export function MemberOfTab({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(memberTexts);
  const kinds: Readonly<Record<string, string>> = {
    '#microsoft.graph.group': words.group,
    '#microsoft.graph.directoryRole': texts.role,
    '#microsoft.graph.administrativeUnit': texts.unit,
  };
  const { rows, count, list } = useRows(
    `/groups/${group.id}/memberOf?$select=id,displayName,description&$top=200&$count=true`,
  );
  const first = { isShownFirst: true };
  const columns: readonly Column[] = [
    {
      ...plainColumn('displayName', general.name, first),
      cell: (row) => (row['@odata.type'] === '#microsoft.graph.group' ? <RowLink to="/groups" row={row} /> : undefined),
    },
    { ...plainColumn('kind', texts.kind, first), text: (row) => kinds[String(row['@odata.type'])] ?? '' },
    plainColumn('description', words.description, first),
  ];
  return (
    <div className={styles.page}>
      <p className={styles.text}>{texts.memberOfText}</p>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={texts.memberOf}
        rows={rows}
        columns={columns}
        count={count ?? rows.length}
        {...readingOf(list)}
        empty={texts.noMemberOf}
      />
    </div>
  );
}

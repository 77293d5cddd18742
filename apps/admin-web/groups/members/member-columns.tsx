import { Button } from '@fluentui/react-components';
import { type Column, dateColumn, nameOf, plainColumn, type Row } from '../../lists/list-column.ts';
import { RowLink } from '../../lists/row-link.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { type Group, isDynamic } from '../group.ts';
import { objectKind, placeOfKind, useKindWord } from '../object-kind.ts';
import { MemberSince, MemberSource } from './member-source.tsx';
import { memberTexts } from './member-texts.ts';

/** What the list of members shows. */
export function useMemberColumns(group: Group, isAll: boolean, onWhy: (row: Row) => void): readonly Column[] {
  const texts = useTexts(memberTexts);
  const { language } = useChosen();
  const base = useObjectColumns();
  const first = { isShownFirst: true };
  const means = isDynamic(group) ? texts.means.rule : texts.means.assigned;
  return [
    ...base,
    {
      ...plainColumn('source', texts.source, first),
      reads: [],
      text: () => (isAll ? '' : means),
      cell: (row) => (isAll ? <MemberSource groupId={group.id} memberId={row.id} /> : means),
    },
    {
      ...dateColumn('since', texts.since, language, first),
      reads: [],
      // Through which group somebody is in, and since when, its explanation says.
      cell: (row) =>
        isAll && row.since === undefined ? <MemberSince groupId={group.id} memberId={row.id} /> : undefined,
    },
    {
      ...plainColumn('why', texts.why, first),
      room: 'little',
      reads: [],
      text: () => '',
      cell: (row) => (
        <Button size="small" aria-label={texts.whyOf(String(row.displayName))} onClick={() => onWhy(row)}>
          {texts.why}
        </Button>
      ),
    },
  ];
}

/** Name, kind and what tells two of the same name apart, of objects of any kind. */
export function useObjectColumns(): readonly Column[] {
  const { texts: general } = useChosen();
  const texts = useTexts(memberTexts);
  const word = useKindWord();
  const first = { isShownFirst: true };
  return [
    {
      ...plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
      room: 'more',
      cell: (row) => <ObjectName row={row} />,
    },
    { ...plainColumn('kind', texts.kind, first), room: 'little', reads: ['userType'], text: word },
    {
      ...plainColumn('beside', texts.beside, first),
      room: 'much',
      reads: ['userPrincipalName', 'deviceId', 'mail'],
      text: ({ userPrincipalName, deviceId, mail }) => String(userPrincipalName ?? deviceId ?? mail ?? ''),
    },
  ];
}

/** The name of an object; a link where there is a page about it. */
function ObjectName({ row }: { readonly row: Row }) {
  const place = placeOfKind(objectKind(row));
  return place === undefined ? nameOf(row) : <RowLink to={place} row={row} />;
}

import { type Column, dateColumn, flagColumn, plainColumn, type Row } from '../lists/list-column.ts';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { userTexts } from './user-texts.ts';

const first = { isShownFirst: true };
const later = { isShownFirst: false };

/** What the list of users can show. */
export function useUserColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(userTexts);
  const source = (row: Row) => {
    if (row.onPremisesSyncEnabled === true) return texts.sourceSynced;
    return row.creationType === 'Invitation' ? texts.sourceInvited : texts.sourceHere;
  };
  return [
    {
      ...plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
      cell: (row) => <RowLink to="/users" row={row} />,
    },
    plainColumn('userPrincipalName', texts.userPrincipalName, { isShownFirst: true, isSorted: true }),
    {
      ...plainColumn('userType', texts.userType, first),
      text: (row) => (row.userType === 'Guest' ? texts.guest : texts.member),
    },
    {
      name: 'source',
      heading: texts.source,
      reads: ['onPremisesSyncEnabled', 'creationType'],
      isShownFirst: true,
      text: source,
    },
    plainColumn('mail', texts.mail, later),
    plainColumn('department', texts.department, first),
    plainColumn('jobTitle', texts.jobTitle, later),
    plainColumn('companyName', texts.companyName, later),
    flagColumn('accountEnabled', texts.accountEnabled, general, later),
    dateColumn('createdDateTime', texts.createdDateTime, language, later),
  ];
}

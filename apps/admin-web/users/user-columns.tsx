import { type Column, dateColumn, flagColumn, plainColumn } from '../lists/list-column.ts';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { originOf } from './account-origin.ts';
import { userTexts } from './user-texts.ts';

const first = { isShownFirst: true };
const later = { isShownFirst: false };

/** What the list of users can show. */
export function useUserColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(userTexts);
  const sources = { synced: texts.sourceSynced, invited: texts.sourceInvited, here: texts.sourceHere };
  return [
    {
      ...plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
      room: 'more',
      cell: (row) => <RowLink to="/users" row={row} />,
    },
    {
      ...plainColumn('userPrincipalName', texts.userPrincipalName, { isShownFirst: true, isSorted: true }),
      room: 'much',
    },
    {
      ...plainColumn('userType', texts.userType, first),
      room: 'little',
      text: (row) => (row.userType === 'Guest' ? texts.guest : texts.member),
    },
    {
      name: 'source',
      heading: texts.source,
      room: 'little',
      reads: ['onPremisesSyncEnabled', 'creationType'],
      isShownFirst: true,
      text: (row) => sources[originOf(row)],
    },
    {
      ...plainColumn('externalUserState', texts.invitation, later),
      text: ({ externalUserState }) => {
        if (typeof externalUserState !== 'string') return '';
        return externalUserState === 'Accepted' ? texts.accepted : texts.pending;
      },
    },
    plainColumn('mail', texts.mail, later),
    plainColumn('department', texts.department, first),
    plainColumn('jobTitle', texts.jobTitle, later),
    plainColumn('companyName', texts.companyName, later),
    flagColumn('accountEnabled', texts.accountEnabled, general, later),
    dateColumn('createdDateTime', texts.createdDateTime, language, later),
  ];
}

import { type Column, dateColumn, flagColumn, plainColumn } from '../lists/list-column.ts';

/** What the list of users can show. */
export const userColumns: readonly Column[] = [
  plainColumn('displayName', true, true),
  plainColumn('userPrincipalName', true, true),
  {
    ...plainColumn('userType', true),
    text: (row, texts) => (row.userType === 'Guest' ? texts.guest : texts.member),
  },
  {
    name: 'source',
    reads: ['onPremisesSyncEnabled', 'creationType'],
    isShownFirst: true,
    text: (row, texts) => {
      if (row.onPremisesSyncEnabled === true) return texts.sourceSynced;
      return row.creationType === 'Invitation' ? texts.sourceInvited : texts.sourceHere;
    },
  },
  plainColumn('mail', false),
  plainColumn('department', true),
  plainColumn('jobTitle', false),
  plainColumn('companyName', false),
  flagColumn('accountEnabled', false),
  dateColumn('createdDateTime', false),
];

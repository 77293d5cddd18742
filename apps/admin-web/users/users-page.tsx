import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { userColumns } from './user-columns.ts';

/** Everybody in the directory. */
export function UsersPage() {
  const { texts } = useChosen();
  return (
    <ListPage
      title={texts.users}
      collection="users"
      columns={userColumns}
      searched={['displayName', 'mail', 'userPrincipalName']}
      searchHint={texts.searchUsers}
      toggle={{ name: 'guests', label: texts.guestsOnly, filter: "userType eq 'Guest'" }}
    />
  );
}

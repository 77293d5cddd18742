import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { useUserColumns } from './user-columns.tsx';
import { userTexts } from './user-texts.ts';

/** Everybody in the directory. */
export function UsersPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(userTexts);
  return (
    <ListPage
      title={general.users}
      collection="users"
      columns={useUserColumns()}
      searched={['displayName', 'mail', 'userPrincipalName']}
      searchHint={texts.search}
      toggles={[{ name: 'guests', label: texts.guestsOnly, filter: "userType eq 'Guest'" }]}
    />
  );
}

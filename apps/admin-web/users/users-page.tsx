import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../controls/empty-state.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { actionTexts } from './actions/action-texts.ts';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { bulkTexts } from './bulk/bulk-texts.ts';
import { useUserColumns } from './user-columns.tsx';
import { userTexts } from './user-texts.ts';

/** Everybody in the directory. */
export function UsersPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(userTexts);
  const bulk = useTexts(bulkTexts);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selection = { ids, onChange: setIds };
  return (
    <ListPage
      title={general.users}
      collection="users"
      columns={useUserColumns()}
      searched={['displayName', 'mail', 'userPrincipalName']}
      searchHint={texts.search}
      toggles={[
        { name: 'guests', label: texts.guestsOnly, filter: "userType eq 'Guest'" },
        { name: 'pending', label: texts.pendingOnly, filter: "externalUserState eq 'PendingAcceptance'" },
        { name: 'blocked', label: texts.blockedOnly, filter: 'accountEnabled eq false' },
        { name: 'synced', label: texts.syncedOnly, filter: 'onPremisesSyncEnabled eq true' },
      ]}
      selection={selection}
      actions={
        <>
          <NewMenu />
          <BulkBar kinds={['block', 'allow', 'delete']} selection={selection} />
        </>
      }
      empty={<EmptyState title={bulk.noneThere} text={bulk.noneThereText} />}
    />
  );
}

function NewMenu() {
  const texts = useTexts(bulkTexts);
  const { more } = useTexts(actionTexts);
  const navigate = useNavigate();
  const open = (to: string) => () => void navigate({ to });
  return (
    <>
      <Button appearance="primary" onClick={open('/users/new')}>
        {texts.newUser}
      </Button>
      <Button onClick={open('/users/invite')}>{texts.invite}</Button>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Button>{more}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={open('/users/invite-many')}>{texts.inviteMany}</MenuItem>
            <MenuItem onClick={open('/users/deleted')}>{texts.deletedUsers}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}

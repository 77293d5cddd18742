import { DetailPage } from '../pages/detail-page.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { MyGroups } from './my-groups.tsx';
import { MyInvitations } from './my-invitations.tsx';
import { MyRoles } from './my-roles.tsx';
import { MySecurity } from './my-security.tsx';
import { myTexts } from './my-texts.ts';
import { OwnedGroups } from './owned-groups.tsx';
import { useMe } from './use-me.ts';

/** What concerns the person who is signed in; nothing here takes a role. */
export function MyPage() {
  const texts = useTexts(myTexts);
  const me = useMe();
  const { data } = me;
  return (
    <DetailPage
      title={data && (data.displayName ?? data.userPrincipalName)}
      subtitle={data?.userPrincipalName}
      address="/my"
      problem={me.error}
      onAgain={() => void me.refetch()}
      tabs={[
        { name: 'groups', label: texts.groups, content: () => data && <MyGroups me={data} /> },
        { name: 'owned', label: texts.owned, content: () => <OwnedGroups /> },
        { name: 'invitations', label: texts.invitations, content: () => data && <MyInvitations me={data} /> },
        { name: 'security', label: texts.security, content: () => <MySecurity /> },
        { name: 'roles', label: texts.roles, content: () => <MyRoles /> },
      ]}
    />
  );
}

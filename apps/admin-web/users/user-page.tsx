import { Avatar, Badge } from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
import { MembershipsTab } from '../explanations/memberships-tab.tsx';
import { DetailPage, type PageTab } from '../pages/detail-page.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { UserActions } from './actions/user-actions.tsx';
import { HistoryTab } from './history/history-tab.tsx';
import { MethodsTab } from './methods/methods-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { profileTexts } from './profile-texts.ts';
import { PropertiesTab } from './properties/properties-tab.tsx';
import { RolesTab } from './roles-tab.tsx';
import { SignInsTab } from './sign-ins-tab.tsx';
import { type Profile, useProfile } from './user-object.ts';

type TabName = keyof (typeof profileTexts)['en']['tabs'];

const contents: Readonly<Record<TabName, (profile: Profile) => ReturnType<PageTab['content']>>> = {
  overview: ({ user }) => <OverviewTab user={user} />,
  properties: (profile) => <PropertiesTab profile={profile} />,
  groups: ({ user }) => <MembershipsTab member={{ collection: 'users', id: user.id }} />,
  roles: ({ user }) => <RolesTab id={user.id} />,
  methods: ({ user }) => <MethodsTab user={user} />,
  'sign-ins': ({ user }) => <SignInsTab user={user} />,
  history: ({ user }) => <HistoryTab id={user.id} />,
};

/** One person. */
export function UserPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const texts = useTexts(profileTexts);
  const profile = useProfile(id);
  const user = profile.data?.user;
  const names = Object.keys(contents) as TabName[];
  const tabs = names.map((name) => ({
    name,
    label: texts.tabs[name],
    content: () => profile.data && contents[name](profile.data),
  }));
  return (
    <DetailPage
      key={id}
      title={user && String(user.displayName)}
      subtitle={user && <Subtitle user={user} />}
      address={`/users/${id}`}
      actions={user && <UserActions user={user} />}
      tabs={tabs}
      problem={profile.data === undefined ? profile.error : null}
      onAgain={() => void profile.refetch()}
    />
  );
}

function Subtitle({ user }: { readonly user: Profile['user'] }) {
  const texts = useTexts(profileTexts);
  return (
    <>
      <Avatar
        name={String(user.displayName)}
        color="colorful"
        size={24}
        style={{ width: '1.5rem', height: '1.5rem' }}
        aria-hidden
      />{' '}
      {String(user.userPrincipalName)}{' '}
      {user.accountEnabled === false && (
        <Badge color="danger" appearance="tint">
          {texts.blocked}
        </Badge>
      )}
    </>
  );
}

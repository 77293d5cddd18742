import { Spinner, Title2 } from '@fluentui/react-components';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { accessTexts } from '../access-texts.ts';
import { useMyId } from '../role-queries.ts';
import { RolesNav } from '../roles-nav.tsx';
import { OwnAccess } from './own-access.tsx';
import { OwnRequests } from './own-requests.tsx';

/** What the person who is signed in can activate and holds, and what they have asked for. */
export function MyRolesPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(accessTexts);
  const myId = useMyId();
  return (
    <>
      <RolesNav />
      <Title2 as="h1">{texts.myRoles}</Title2>
      {myId === undefined ? (
        <Spinner label={general.loading} />
      ) : (
        (['role', 'group'] as const).map((type) => (
          <div key={type}>
            <OwnAccess type={type} myId={myId} />
            <OwnRequests type={type} myId={myId} />
          </div>
        ))
      )}
    </>
  );
}

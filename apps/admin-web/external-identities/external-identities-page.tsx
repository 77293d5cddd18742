import { DetailPage } from '../pages/detail-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { CollaborationTab } from './collaboration/collaboration-tab.tsx';
import { CrossTenantTab } from './cross-tenant/cross-tenant-tab.tsx';
import { GuestOverview } from './guests/guest-overview.tsx';
import { guestTexts } from './guests/guest-texts.ts';
import { InvitationsTab } from './guests/invitations-tab.tsx';
import { ProvidersTab } from './providers/providers-tab.tsx';

/** People from outside: who they are, how they come, and what may be decided about it. */
export function ExternalIdentitiesPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(guestTexts);
  return (
    <DetailPage
      title={general['external-identities']}
      address="/external-identities"
      onAgain={() => undefined}
      tabs={[
        { name: 'overview', label: texts.overview, content: () => <GuestOverview /> },
        { name: 'invitations', label: texts.invitations, content: () => <InvitationsTab /> },
        { name: 'collaboration', label: texts.collaboration, content: () => <CollaborationTab /> },
        { name: 'identity-providers', label: texts.providers, content: () => <ProvidersTab /> },
        { name: 'cross-tenant-access', label: texts.crossTenant, content: () => <CrossTenantTab /> },
      ]}
    />
  );
}

import { Button, Spinner } from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { DetailPage, type PageTab } from '../pages/detail-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { DeleteGroupDialog } from './deleted/delete-group-dialog.tsx';
import { type Group, groupType, isDynamic, membershipType, processingOf } from './group.ts';
import { groupPageTexts } from './group-page-texts.ts';
import { groupTexts } from './group-texts.ts';
import { HistoryTab } from './history/history-tab.tsx';
import { CompareTab } from './members/compare-tab.tsx';
import { MemberOfTab } from './members/member-of-tab.tsx';
import { MembersTab } from './members/members-tab.tsx';
import { OwnersTab } from './members/owners-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { HeldTab } from './processing/held-tab.tsx';
import { PropertiesTab } from './properties-tab.tsx';
import { useFreshLists, useGroup, useGroupCounts } from './use-group.ts';

// The charts are loaded with the first picture.
const GroupHistory = lazy(async () => ({ default: (await import('../charts/group-history.tsx')).GroupHistory }));

/** One group with everything about it. */
export function GroupPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const group = useGroup(id);
  const problem = group.data === undefined ? group.error : null;
  if (group.data !== undefined) return <LoadedGroup key={id} group={group.data} />;
  return (
    <DetailPage
      title={undefined}
      address={`/groups/${id}`}
      tabs={[]}
      problem={problem}
      onAgain={() => void group.refetch()}
    />
  );
}

function LoadedGroup({ group }: { readonly group: Group }) {
  const { texts: general } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const counts = useGroupCounts(group.id).data;
  const [isDeleting, setIsDeleting] = useState(false);
  useFreshLists(group, counts);
  const isByRule = isDynamic(group);
  const isHeld = processingOf(group) === 'held';
  const tabs: readonly PageTab[] = [
    { name: 'overview', label: general.overview, content: () => <OverviewTab group={group} counts={counts} /> },
    { name: 'properties', label: texts.properties, content: () => <PropertiesTab group={group} counts={counts} /> },
    { name: 'members', label: words.members, content: () => <MembersTab group={group} /> },
    { name: 'owners', label: words.owners, content: () => <OwnersTab group={group} /> },
    // The rule has a page of its own, at the address that this tab leads to.
    ...(isByRule ? [{ name: 'rule', label: texts.ruleTab, content: () => null }] : []),
    ...(isHeld ? [{ name: 'held', label: texts.heldTab, content: () => <HeldTab group={group} /> }] : []),
    { name: 'memberships', label: texts.membershipsTab, content: () => <MemberOfTab group={group} /> },
    { name: 'compare', label: texts.compareTab, content: () => <CompareTab group={group} /> },
    {
      name: 'growth',
      label: texts.growthTab,
      content: () => (
        <Suspense fallback={<Spinner label={general.loading} />}>
          <GroupHistory groupId={group.id} />
        </Suspense>
      ),
    },
    { name: 'history', label: texts.historyTab, content: () => <HistoryTab group={group} /> },
  ];
  return (
    <>
      <DetailPage
        title={group.displayName}
        subtitle={`${words.groupTypes[groupType(group)]} · ${words.membershipTypes[membershipType(group)]}`}
        address={`/groups/${group.id}`}
        actions={<Button onClick={() => setIsDeleting(true)}>{texts.delete}</Button>}
        tabs={tabs}
        onAgain={() => undefined}
      />
      {isDeleting && <DeleteGroupDialog group={group} counts={counts} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

import { Button, makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ObjectPicker, pickedGroups } from '../../controls/object-picker.tsx';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { MembershipCard } from './membership-card.tsx';
import { membershipTexts } from './membership-texts.ts';
import { useExplanation, useMemberships } from './read-memberships.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem' },
  text: { margin: 0 },
});

/** Every group of a person with its reason; and any other group, with what is missing. The group asked about stands in the address. */
export function GroupsTab({ user }: { readonly user: Row }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(membershipTexts);
  const navigate = useNavigate();
  const { group } = useSearch({ strict: false }) as { group?: string };
  const memberships = useMemberships(user.id);
  const pages = memberships.data?.pages ?? [];
  const count = pages[0]?.count ?? 0;
  return (
    <div className={styles.page}>
      <ObjectPicker
        label={texts.check}
        hint={texts.checkHint}
        kind={pickedGroups}
        onPick={({ id }) => void navigate({ to: `/users/${user.id}/groups`, search: { group: id } as object })}
      />
      {group !== undefined && <CheckedGroup userId={user.id} groupId={String(group)} />}
      {pages.length > 0 && (
        <p className={styles.text}>{count === 0 ? texts.none : texts.intro(count.toLocaleString(language))}</p>
      )}
      {pages
        .flatMap(({ value }) => value)
        .map((each) => (
          <MembershipCard key={each.group.id} userId={user.id} {...each} />
        ))}
      {memberships.error !== null && <Problem problem={memberships.error} onAgain={() => void memberships.refetch()} />}
      {(memberships.isPending || memberships.isFetchingNextPage) && <Spinner size="small" label={general.loading} />}
      {memberships.hasNextPage && !memberships.isFetchingNextPage && (
        <div>
          <Button onClick={() => void memberships.fetchNextPage()}>{texts.more}</Button>
        </div>
      )}
    </div>
  );
}

function CheckedGroup({ userId, groupId }: { readonly userId: string; readonly groupId: string }) {
  const { texts: general } = useChosen();
  const texts = useTexts(membershipTexts);
  const explained = useExplanation(userId, groupId);
  if (explained.error !== null) return <Problem problem={explained.error} onAgain={() => void explained.refetch()} />;
  if (explained.isPending) return <Spinner size="small" label={general.loading} />;
  const explanation = explained.data ?? undefined;
  return (
    <section>
      <Subtitle2 as="h2">{texts.checked}</Subtitle2>
      <MembershipCard
        key={groupId}
        userId={userId}
        group={explanation?.group ?? { id: groupId, displayName: groupId }}
        explanation={explanation}
      />
    </section>
  );
}

import { Button, makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ObjectPicker, pickedGroups } from '../controls/object-picker.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { explanationTexts } from './explanation-texts.ts';
import { MembershipCard } from './membership-card.tsx';
import { type MemberOf, useExplanation, useMemberships } from './read-memberships.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem' },
  text: { margin: 0 },
});

/** Every group of a person or a device with its reason; and any other group, with what is missing. The group asked about stands in the address. */
export function MembershipsTab({ member }: { readonly member: MemberOf }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(explanationTexts);
  const navigate = useNavigate();
  const { group } = useSearch({ strict: false }) as { group?: string };
  const memberships = useMemberships(member);
  const pages = memberships.data?.pages ?? [];
  const count = pages[0]?.count ?? 0;
  return (
    <div className={styles.page}>
      <ObjectPicker
        label={texts.check}
        hint={texts.checkHint}
        kind={pickedGroups}
        onPick={({ id }) =>
          void navigate({ to: `/${member.collection}/${member.id}/groups`, search: { group: id } as object })
        }
      />
      {group !== undefined && <CheckedGroup member={member} groupId={String(group)} />}
      {pages.length > 0 && (
        <p className={styles.text}>{count === 0 ? texts.none : texts.intro(count.toLocaleString(language))}</p>
      )}
      {pages
        .flatMap(({ value }) => value)
        .map((each) => (
          <MembershipCard key={each.group.id} member={member} {...each} />
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

function CheckedGroup({ member, groupId }: { readonly member: MemberOf; readonly groupId: string }) {
  const { texts: general } = useChosen();
  const texts = useTexts(explanationTexts);
  const explained = useExplanation(member, groupId);
  if (explained.error !== null) return <Problem problem={explained.error} onAgain={() => void explained.refetch()} />;
  if (explained.isPending) return <Spinner size="small" label={general.loading} />;
  const explanation = explained.data ?? undefined;
  return (
    <section>
      <Subtitle2 as="h2">{texts.checked}</Subtitle2>
      <MembershipCard
        key={groupId}
        member={member}
        group={explanation?.group ?? { id: groupId, displayName: groupId }}
        explanation={explanation}
      />
    </section>
  );
}

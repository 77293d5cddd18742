import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import { Facts } from '../controls/facts.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type Group, isDynamic } from './group.ts';
import { groupPageTexts } from './group-page-texts.ts';
import { groupTexts } from './group-texts.ts';
import { NumberCards } from './number-cards.tsx';
import { ProcessingPanel } from './processing/processing-panel.tsx';
import { RuleShown } from './rule/rule-shown.tsx';
import type { GroupCounts } from './use-group.ts';

const useStyles = makeStyles({
  page: { '& h2': { margin: 0 }, display: 'flex', flexDirection: 'column', gap: '1.25rem', maxWidth: '60rem' },
  section: { display: 'flex', flexDirection: 'column', gap: '0.5rem' },
});

/** What a group is, who is in it in numbers, and how its rule is doing. */
export function OverviewTab({ group, counts }: { readonly group: Group; readonly counts: GroupCounts | undefined }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const dated = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className={styles.page}>
      <NumberCards groupId={group.id} counts={counts} />
      {isDynamic(group) && (
        <>
          <ProcessingPanel group={group} />
          <section className={styles.section}>
            <Subtitle2 as="h2">{words.rule}</Subtitle2>
            <RuleShown rule={group.membershipRule ?? ''} />
          </section>
        </>
      )}
      <section className={styles.section}>
        <Subtitle2 as="h2">{texts.properties}</Subtitle2>
        <Facts
          facts={[
            { label: words.description, value: group.description },
            { label: words.email, value: group.mail },
            ...(group.isAssignableToRole === true ? [{ label: words.roleAssignable, value: general.yes }] : []),
            {
              label: words.source,
              value: group.onPremisesSyncEnabled === true ? words.sourceSynced : words.sourceHere,
            },
            {
              label: words.createdDateTime,
              value: group.createdDateTime === null ? '' : dated.format(new Date(group.createdDateTime)),
            },
            { label: words.objectId, value: group.id },
          ]}
        />
      </section>
    </div>
  );
}

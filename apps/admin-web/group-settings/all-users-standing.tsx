import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { Facts } from '../controls/facts.tsx';
import { processingOf } from '../groups/group.ts';
import { groupPageTexts } from '../groups/group-page-texts.ts';
import { groupTexts } from '../groups/group-texts.ts';
import { useGroup, useGroupCounts } from '../groups/use-group.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupSettingsTexts } from './group-settings-texts.ts';

const useStyles = makeStyles({ link: { color: 'inherit' } });

/** Who is in the group of everybody, in numbers, and whether a change of it waits. */
export function AllUsersStanding({ groupId }: { readonly groupId: string }) {
  const styles = useStyles();
  const { language } = useChosen();
  const words = useTexts(groupTexts);
  const pageTexts = useTexts(groupPageTexts);
  const texts = useTexts(groupSettingsTexts);
  const group = useGroup(groupId).data;
  const counts = useGroupCounts(groupId).data;
  if (group === undefined) return null;
  const processing = processingOf(group);
  const said = (count: number | undefined) => count?.toLocaleString(language);
  return (
    <>
      <Facts
        facts={[
          { label: words.members, value: said(counts?.all) },
          { label: pageTexts.guestsAmong, value: said(counts?.guests) },
          { label: words.processing, value: words.processings[processing] },
        ]}
      />
      {processing === 'held' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {texts.heldLink}{' '}
            <Link to={`/groups/${groupId}/held`} className={styles.link}>
              {texts.decide}
            </Link>
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}

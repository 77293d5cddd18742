import { makeStyles, Title2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { ObjectPicker } from '../../controls/object-picker.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { roleTexts } from '../role-texts.ts';
import { RolesNav } from '../roles-nav.tsx';

const useStyles = makeStyles({ part: { maxWidth: '36rem' } });

/** Groups in which access for a time can be given: all but those that follow a rule. */
const groups = {
  collection: 'groups',
  searched: ['displayName'],
  beside: 'description',
  filter: "NOT(groupTypes/any(t:t eq 'DynamicMembership'))",
};

/** Picks the group to which people are given access for a time. */
export function GroupAccessChoicePage() {
  const styles = useStyles();
  const texts = useTexts(roleTexts);
  const navigate = useNavigate();
  return (
    <>
      <RolesNav />
      <Title2 as="h1">{texts.groupsTitle}</Title2>
      <div className={styles.part}>
        <p>{texts.groupsText}</p>
        <ObjectPicker
          label={texts.pickGroup}
          hint={texts.noRule}
          kind={groups}
          onPick={({ id }) => void navigate({ to: `/roles/groups/${id}` })}
        />
      </div>
    </>
  );
}

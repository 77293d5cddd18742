import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { ObjectPicker, pickedUsers } from '../controls/object-picker.tsx';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say, sayProblem } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { addMember, removeMember } from './change-members.ts';
import { myTexts } from './my-texts.ts';
import { isByRule, type OwnGroup } from './own-group.ts';

interface Member {
  readonly id: string;
  readonly displayName: string | null;
  readonly userPrincipalName?: string | null;
}

const shown = 100;

const useStyles = makeStyles({
  box: {
    marginBlock: '0.5rem',
    padding: '0.5rem 0.75rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  member: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.25rem 0.75rem', paddingBlock: '0.2rem' },
  name: { flexGrow: 1, overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2 },
  text: { marginBlock: '0.25rem' },
});

export interface OwnedMembersProps {
  readonly group: OwnGroup;
  readonly name: string;
}

/** Who is in a group of the person's own: added and removed here where no rule says it. */
export function OwnedMembers({ group, name }: OwnedMembersProps) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(myTexts);
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<Member>();
  const key = ['object', 'groups', group.id, 'members', 'own'];
  const members = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      graph.page<Member>(
        `/groups/${group.id}/members?$count=true&$top=${shown}&$select=id,displayName,userPrincipalName`,
        signal,
      ),
  });
  if (members.error) return <Problem problem={members.error} onAgain={() => void members.refetch()} />;
  if (members.data === undefined) return <Spinner size="small" label={general.loading} />;
  const { value, count = value.length } = members.data;
  const numbered = (number: number) => number.toLocaleString(language);
  const refresh = () => {
    for (const changed of [['list'], ['object', 'groups', group.id]])
      void queries.invalidateQueries({ queryKey: changed });
  };
  const add = async ({ id, displayName }: { readonly id: string; readonly displayName?: unknown }) => {
    await addMember(group.id, id);
    say({ text: texts.added(String(displayName ?? id), name) });
    refresh();
  };
  const remove = async (member: Member) => {
    await removeMember(group.id, member.id);
    refresh();
    const text = texts.removed(member.displayName ?? member.id, name);
    say({ text, action: { label: general.undo, run: () => add(member) } });
  };
  const isRuled = isByRule(group);
  return (
    <div className={styles.box}>
      <p className={styles.text}>
        {texts.members(numbered(count))} {count > value.length && texts.firstMembers(numbered(value.length))}
      </p>
      {isRuled ? (
        <p className={styles.text}>{texts.ruledText}</p>
      ) : (
        <ObjectPicker
          label={texts.addMember}
          kind={pickedUsers}
          without={new Set(value.map(({ id }) => id))}
          onPick={(person) => void add(person).catch(sayProblem)}
        />
      )}
      <ul className={styles.list}>
        {value.map((member) => (
          <li key={member.id} className={styles.member}>
            <span className={styles.name}>
              {member.displayName ?? member.id}{' '}
              {member.userPrincipalName && <span className={styles.detail}>{member.userPrincipalName}</span>}
            </span>
            {!isRuled && (
              <Button
                size="small"
                aria-label={texts.removeOf(member.displayName ?? member.id)}
                onClick={() => setLeaving(member)}
              >
                {general.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving !== undefined && (
        <ConfirmDialog
          title={texts.removeTitle(leaving.displayName ?? leaving.id, name)}
          confirm={general.remove}
          onConfirm={() => remove(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          {texts.removeText(numbered(count - 1))}
        </ConfirmDialog>
      )}
    </div>
  );
}

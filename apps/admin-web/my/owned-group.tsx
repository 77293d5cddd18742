import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';
import { isByRule, type OwnGroup } from './own-group.ts';
import { OwnedMembers } from './owned-members.tsx';

const useStyles = makeStyles({
  group: { padding: '0.6rem 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.25rem 0.75rem' },
  name: { flexGrow: 1, minWidth: 'min(100%, 12rem)', overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  link: { color: tokens.colorBrandForegroundLink },
});

/** A group of the person's own; its members are shown on demand. */
export function OwnedGroup({ group }: { readonly group: OwnGroup }) {
  const styles = useStyles();
  const texts = useTexts(myTexts);
  const [isOpen, setIsOpen] = useState(false);
  const name = group.displayName ?? group.id;
  return (
    <li className={styles.group}>
      <div className={styles.head}>
        <div className={styles.name}>
          <strong>{name}</strong>
          {group.description !== null && <div className={styles.detail}>{group.description}</div>}
        </div>
        {isByRule(group) && (
          <Link to={`/groups/${group.id}/rule`} className={styles.link}>
            {texts.rule}
          </Link>
        )}
        <Link to={`/groups/${group.id}`} className={styles.link}>
          {texts.allMembers}
        </Link>
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-label={texts.membersOf(name)}
          onClick={() => setIsOpen(!isOpen)}
        >
          {texts.showMembers}
        </Button>
      </div>
      {isOpen && <OwnedMembers group={group} name={name} />}
    </li>
  );
}

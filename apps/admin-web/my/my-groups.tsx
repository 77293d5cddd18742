import { Badge, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../controls/empty-state.tsx';
import { graph } from '../graph/graph.ts';
import { basePath, tenantId } from '../session/place.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';
import { arranged, isByRule, type OwnGroup, ownGroupProperties } from './own-group.ts';
import type { Me } from './use-me.ts';
import { WhyGroup } from './why-group.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxWidth: '60rem' },
  group: { padding: '0.6rem 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.25rem 0.75rem' },
  name: { flexGrow: 1, minWidth: 'min(100%, 12rem)', overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  link: { color: tokens.colorBrandForegroundLink },
});

async function readGroups(relation: string, signal: AbortSignal): Promise<readonly OwnGroup[]> {
  const groups: OwnGroup[] = [];
  const path = `/me/${relation}/microsoft.graph.group?$top=999&$select=${ownGroupProperties}`;
  for await (const { value } of graph.pages<OwnGroup>(path, signal)) groups.push(...value);
  return groups;
}

/** The groups that the person is in, each with the reason on demand. */
export function MyGroups({ me }: { readonly me: Me }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(myTexts);
  const groups = useQuery({
    queryKey: ['object', 'users', me.id, 'own-groups'],
    queryFn: ({ signal }) =>
      Promise.all([readGroups('memberOf', signal), readGroups('transitiveMemberOf', signal)] as const),
  });
  if (groups.error) return <Problem problem={groups.error} onAgain={() => void groups.refetch()} />;
  if (groups.data === undefined) return <Spinner label={general.loading} />;
  const shown = arranged(...groups.data, language);
  return (
    <>
      {shown.length === 0 && <EmptyState title={texts.noGroupsTitle} text={texts.noGroupsText} />}
      <ul className={styles.list}>
        {shown.map(({ group, isDirect }) => (
          <MyGroup key={group.id} group={group} isDirect={isDirect} me={me} />
        ))}
      </ul>
      <p>
        {texts.access}{' '}
        <Link to="/roles/my" className={styles.link}>
          {texts.accessLink}
        </Link>
        .
      </p>
      {me.userType === 'Guest' && (
        <p>
          <a href={`${basePath}${tenantId}/leave`} className={styles.link}>
            {texts.leaveDirectory}
          </a>
        </p>
      )}
    </>
  );
}

interface MyGroupProps {
  readonly group: OwnGroup;
  readonly isDirect: boolean;
  readonly me: Me;
}

function MyGroup({ group, isDirect, me }: MyGroupProps) {
  const styles = useStyles();
  const texts = useTexts(myTexts);
  const [isOpen, setIsOpen] = useState(false);
  const name = group.displayName ?? texts.unnamed;
  const means = !isDirect ? texts.nested : isByRule(group) ? texts.byRule : texts.byHand;
  return (
    <li className={styles.group}>
      <div className={styles.head}>
        <div className={styles.name}>
          <strong>{name}</strong>
          {group.description !== null && <div className={styles.detail}>{group.description}</div>}
        </div>
        {group.groupTypes !== null && (
          <Badge appearance="outline" color="informative">
            {means}
          </Badge>
        )}
        <Button size="small" aria-expanded={isOpen} aria-label={texts.whyOf(name)} onClick={() => setIsOpen(!isOpen)}>
          {texts.why}
        </Button>
      </div>
      {isOpen && <WhyGroup group={group} isDirect={isDirect} memberId={me.id} />}
    </li>
  );
}

import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Facts } from '../controls/facts.tsx';
import { graph } from '../graph/graph.ts';
import { DetailPage } from '../pages/detail-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { useActivityName } from './activity-name.ts';
import { AuditChain } from './audit-chain.tsx';
import { type AuditEntry, detailOf, initiatorOf } from './audit-entry.ts';
import { useTelling } from './audit-feed.tsx';
import { auditTexts } from './audit-texts.ts';
import { ChangedValues } from './changed-values.tsx';
import { GroupPicture } from './group-picture.tsx';
import { ObjectLink } from './object-link.tsx';
import { RestoreButton } from './restore-button.tsx';
import { sentenceOf } from './sentence.ts';

const useStyles = makeStyles({
  link: { color: tokens.colorBrandForegroundLink },
  links: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem 1.25rem', marginBlock: '0.75rem' },
  heading: { marginBlock: '1.5rem 0.25rem' },
});

/** One entry of the change log: what changed, what caused it, and what it caused. */
export function AuditEntryPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const entry = useQuery({
    queryKey: ['object', 'audits', id],
    queryFn: ({ signal }) => graph.get<AuditEntry>(`/auditLogs/directoryAudits/${encodeURIComponent(id)}`, signal),
  });
  const { data } = entry;
  const telling = useTelling(data === undefined ? [] : [data]);
  return (
    <DetailPage
      title={data && sentenceOf(data, telling)}
      address={`/audit/${id}`}
      actions={data && <RestoreButton entry={data} />}
      problem={entry.error}
      onAgain={() => void entry.refetch()}
      tabs={[{ name: 'entry', label: '', content: () => data && <Entry entry={data} nameOf={telling.nameOf} /> }]}
    />
  );
}

interface EntryProps {
  readonly entry: AuditEntry;
  nameOf(id: string): string | undefined;
}

function Entry({ entry, nameOf }: EntryProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(auditTexts);
  const activityName = useActivityName();
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
  const [target] = entry.targetResources;
  const changes = target?.modifiedProperties ?? [];
  const { user } = entry.initiatedBy;
  const who = user ? <ObjectLink type="user" id={user.id} name={initiatorOf(entry)} /> : initiatorOf(entry);
  const isByMuster = user === null && entry.initiatedBy.app?.appId === null;
  const name = target && (target.displayName ?? target.userPrincipalName ?? nameOf(target.id) ?? target.id);
  const facts = [
    { label: texts.when, value: written.format(new Date(entry.activityDateTime)) },
    { label: texts.activity, value: activityName(entry.activityDisplayName) },
    { label: texts.category, value: texts.categories[entry.category] ?? entry.category },
    { label: texts.who, value: isByMuster ? `${initiatorOf(entry)} (${texts.byMuster})` : who },
    { label: texts.through, value: detailOf(entry, 'applicationName') },
    { label: texts.target, value: target && <ObjectLink type={target.type} id={target.id} name={name!} /> },
  ];
  return (
    <>
      <Facts facts={facts.filter(({ value }) => value !== undefined)} />
      <Ways entry={entry} />
      <Subtitle2 as="h2" block className={styles.heading}>
        {texts.changed}
      </Subtitle2>
      {changes.length > 0 ? <ChangedValues changes={changes} nameOf={nameOf} /> : <p>{texts.noChanges}</p>}
      <AuditChain id={entry.id} />
      {target?.type === 'Group' && <GroupPicture groupId={target.id} />}
    </>
  );
}

/** To the entries that have something in common with this one. */
function Ways({ entry: { correlationId, targetResources, initiatedBy } }: { readonly entry: AuditEntry }) {
  const styles = useStyles();
  const texts = useTexts(auditTexts);
  const [target] = targetResources;
  const ways = [
    ...(target === undefined ? [] : [[texts.ownTarget, { target: target.id }] as const]),
    ...(initiatedBy.user === null ? [] : [[texts.ownActor, { actor: initiatedBy.user.id }] as const]),
    ...(initiatedBy.app?.appId ? [[texts.ownApp, { app: initiatedBy.app.appId }] as const] : []),
    ...(correlationId === null ? [] : [[texts.ownRequest, { request: correlationId }] as const]),
    [texts.back, {}] as const,
  ];
  return (
    <nav className={styles.links} aria-label={texts.logs}>
      {ways.map(([label, search]) => (
        <Link key={label} to="/audit" search={search} className={styles.link}>
          {label}
        </Link>
      ))}
    </nav>
  );
}

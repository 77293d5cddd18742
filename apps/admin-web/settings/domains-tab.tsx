import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../graph/graph.ts';
import { PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { DomainDialog, type DomainTask } from './domain-dialog.tsx';
import { type Domain, neverExpires } from './domains.ts';
import { settingsTexts } from './settings-texts.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem', alignItems: 'flex-start' },
  text: { margin: 0 },
  table: { alignSelf: 'stretch' },
});

/** The domains in which names of users end. */
export function DomainsTab() {
  const styles = useStyles();
  const texts = useTexts(settingsTexts);
  const { texts: general, language } = useChosen();
  const [task, setTask] = useState<DomainTask>();
  const domains = useQuery({
    queryKey: ['domains', 'all'],
    queryFn: ({ signal }) => graph.get<{ value: readonly Domain[] }>('/domains', signal),
  });
  if (domains.error !== null) return <Problem problem={domains.error} onAgain={() => void domains.refetch()} />;
  if (domains.data === undefined) return <Spinner label={general.loading} />;
  const validity = ({ passwordValidityPeriodInDays: days }: Domain) =>
    days === neverExpires ? texts.never : texts.afterDays(days.toLocaleString(language));
  return (
    <div className={styles.box}>
      <p className={styles.text}>{texts.domainsText}</p>
      <Button onClick={() => setTask({ kind: 'add' })}>{texts.addDomain}</Button>
      <div className={styles.table}>
        <PlainTable
          label={texts.domains}
          rows={domains.data.value}
          keyOf={({ id }) => id}
          empty={null}
          columns={[
            { name: 'name', heading: general.name, cell: ({ id }) => id },
            { name: 'status', heading: texts.status, cell: (domain) => statusOf(domain, texts) },
            { name: 'expiry', heading: texts.expiry, cell: validity },
            {
              name: 'actions',
              heading: texts.actions,
              isActions: true,
              cell: (domain) =>
                tasksOf(domain).map((kind) => (
                  <Button
                    key={kind}
                    size="small"
                    aria-label={`${texts.tasks[kind]}: ${domain.id}`}
                    onClick={() => setTask({ kind, domain })}
                  >
                    {texts.tasks[kind]}
                  </Button>
                )),
            },
          ]}
        />
      </div>
      {task !== undefined && <DomainDialog task={task} onTask={setTask} onClose={() => setTask(undefined)} />}
    </div>
  );
}

function tasksOf({ isVerified, isDefault, isInitial }: Domain) {
  return [
    ...(isVerified ? [] : (['verify'] as const)),
    ...(isVerified && !isDefault ? (['default'] as const) : []),
    'expiry' as const,
    ...(isDefault || isInitial ? [] : (['delete'] as const)),
  ];
}

function statusOf({ isVerified, isDefault, isInitial }: Domain, texts: (typeof settingsTexts)['en']): string {
  const words = [
    isVerified ? texts.verified : texts.unverified,
    ...(isDefault ? [texts.isDefault] : []),
    ...(isInitial ? [texts.isInitial] : []),
  ];
  return words.join(', ');
}

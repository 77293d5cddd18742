import { Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { Facts } from '../controls/facts.tsx';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import type { Domain } from './domains.ts';
import { settingsTexts } from './settings-texts.ts';
import { useDomainChange } from './use-domain-change.ts';

interface VerificationRecord {
  readonly label: string;
  readonly recordType: string;
  readonly text: string;
  readonly ttl: number;
}

interface VerifyDomainProps {
  readonly domain: Domain;
  onClose(): void;
}

/** Shows the record that proves a domain, and looks for it. */
export function VerifyDomain({ domain, onClose }: VerifyDomainProps) {
  const texts = useTexts(settingsTexts);
  const { texts: general } = useChosen();
  const send = useDomainChange();
  const path = `/domains/${encodeURIComponent(domain.id)}`;
  const records = useQuery({
    queryKey: ['domains', domain.id, 'records'],
    queryFn: ({ signal }) =>
      graph.get<{ value: readonly VerificationRecord[] }>(`${path}/verificationDnsRecords`, signal),
  });
  const record = records.data?.value[0];
  return (
    <ConfirmDialog
      title={texts.verifyTitle(domain.id)}
      confirm={texts.tasks.verify}
      isWaiting={record === undefined}
      onConfirm={async () => {
        await send({ method: 'POST', path: `${path}/verify` });
        say({ text: texts.domainVerified(domain.id) });
      }}
      onClose={onClose}
    >
      <p>{texts.verifyText}</p>
      {records.isPending && <Spinner size="small" label={general.loading} />}
      {records.error !== null && <Problem problem={records.error} onAgain={() => void records.refetch()} />}
      {record !== undefined && (
        <Facts
          facts={[
            { label: texts.recordType, value: record.recordType.toUpperCase() },
            { label: texts.recordName, value: record.label },
            { label: texts.recordText, value: record.text },
            { label: texts.recordTtl, value: record.ttl },
          ]}
        />
      )}
    </ConfirmDialog>
  );
}

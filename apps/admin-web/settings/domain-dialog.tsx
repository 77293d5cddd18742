import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { FieldInput } from '../forms/field-input.tsx';
import { countUsers } from '../graph/count-users.ts';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type Domain, daysGiven, daysShown, mostValidityDays, peopleOfDomain } from './domains.ts';
import { settingsTexts } from './settings-texts.ts';
import { useDomainChange } from './use-domain-change.ts';
import { VerifyDomain } from './verify-domain.tsx';

/** What is to be done, and with which domain. */
export type DomainTask =
  | { readonly kind: 'add' }
  | { readonly kind: 'verify' | 'default' | 'expiry' | 'delete'; readonly domain: Domain };

export interface DomainDialogProps {
  readonly task: DomainTask;
  /** After one is done another may be due: what was added is to be verified. */
  onTask(task: DomainTask): void;
  onClose(): void;
}

/** Asks before a domain is added, verified, changed or deleted. */
export function DomainDialog(props: DomainDialogProps) {
  const { task } = props;
  if (task.kind === 'add') return <AddDomain {...props} />;
  if (task.kind === 'verify') return <VerifyDomain key="verify" domain={task.domain} onClose={props.onClose} />;
  if (task.kind === 'expiry') return <ChangeExpiry {...props} domain={task.domain} />;
  return <Ask {...props} domain={task.domain} isDeleted={task.kind === 'delete'} />;
}

type OfDomain = DomainDialogProps & { readonly domain: Domain };

function usePeople(domain: Domain) {
  const { language } = useChosen();
  const counted = useQuery({
    queryKey: ['counts', 'domain', domain.id],
    queryFn: () => countUsers([peopleOfDomain(domain.id)]),
  });
  return counted.data?.[0]?.toLocaleString(language) ?? (counted.isPending ? '…' : '?');
}

function AddDomain({ onTask, onClose }: DomainDialogProps) {
  const texts = useTexts(settingsTexts);
  const send = useDomainChange();
  const [name, setName] = useState('');
  const added = useRef<Domain>(undefined);
  return (
    <ConfirmDialog
      title={texts.addDomain}
      confirm={texts.addDomain}
      isWaiting={name.trim() === ''}
      onConfirm={async () => {
        added.current = await send<Domain>({ method: 'POST', path: '/domains', body: { id: name.trim() } });
      }}
      onClose={() => (added.current === undefined ? onClose() : onTask({ kind: 'verify', domain: added.current }))}
    >
      <p>{texts.addDomainText}</p>
      <FieldInput
        field={{ name: 'domain', label: texts.domainName, kind: 'text', isRequired: true, longest: 253 }}
        value={name}
        onChange={setName}
      />
    </ConfirmDialog>
  );
}

function ChangeExpiry({ domain, onClose }: OfDomain) {
  const texts = useTexts(settingsTexts);
  const { texts: general } = useChosen();
  const send = useDomainChange();
  const people = usePeople(domain);
  const [typed, setTyped] = useState(daysShown(domain));
  const days = daysGiven(typed);
  return (
    <ConfirmDialog
      title={texts.expiryTitle(domain.id)}
      confirm={general.save}
      isWaiting={days === undefined}
      onConfirm={async () => {
        const body = { passwordValidityPeriodInDays: days };
        await send({ method: 'PATCH', path: `/domains/${encodeURIComponent(domain.id)}`, body });
        say({ text: texts.saved });
      }}
      onClose={onClose}
    >
      <p>{texts.expiryText(people)}</p>
      <FieldInput
        field={{ name: 'days', label: texts.expiryDays, hint: texts.expiryHint, kind: 'text' }}
        value={typed}
        fault={days === undefined ? texts.daysFault(mostValidityDays) : undefined}
        onChange={setTyped}
      />
    </ConfirmDialog>
  );
}

function Ask({ domain, isDeleted, onClose }: OfDomain & { readonly isDeleted: boolean }) {
  const texts = useTexts(settingsTexts);
  const send = useDomainChange();
  const people = usePeople(domain);
  const path = `/domains/${encodeURIComponent(domain.id)}`;
  const run = () => send(isDeleted ? { method: 'DELETE', path } : { method: 'PATCH', path, body: { isDefault: true } });
  return (
    <ConfirmDialog
      title={isDeleted ? texts.deleteTitle(domain.id) : texts.defaultTitle(domain.id)}
      confirm={isDeleted ? texts.delete : texts.tasks.default}
      onConfirm={async () => {
        await run();
        say({ text: isDeleted ? texts.deleted(domain.id) : texts.saved });
      }}
      onClose={onClose}
    >
      <p>{isDeleted ? texts.deleteDomainText(people) : texts.defaultText}</p>
    </ConfirmDialog>
  );
}

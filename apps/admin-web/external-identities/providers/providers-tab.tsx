import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, Spinner } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { graph } from '../../graph/graph.ts';
import { PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { say, sayProblem } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useLinkStyles } from '../links.ts';
import { kindOf, type Provider, singleIds } from './provider-kinds.ts';
import { providerTexts } from './provider-texts.ts';
import { providersKey, readProviders } from './providers.ts';
import { useProviderRemoval } from './use-provider-removal.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem' },
  text: { margin: 0 },
  add: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem 1rem', alignItems: 'center' },
});

const address = '/external-identities/identity-providers';

/** Every identity provider, and which can be added. */
export function ProvidersTab() {
  const styles = useStyles();
  const table = useLinkStyles();
  const texts = useTexts(providerTexts);
  const { texts: general } = useChosen();
  const queries = useQueryClient();
  const { remove, dialog } = useProviderRemoval();
  const providers = useQuery({ queryKey: providersKey, queryFn: readProviders });
  if (providers.error !== null) return <Problem problem={providers.error} onAgain={() => void providers.refetch()} />;
  if (providers.data === undefined) return <Spinner label={general.loading} />;
  const { value } = providers.data;
  const has = (id: string) => value.some((each) => each.id === id);
  const turnOn = async () => {
    const body = { '@odata.type': '#microsoft.graph.builtInIdentityProvider', identityProviderType: 'EmailOTP' };
    try {
      await graph.send({ method: 'POST', path: '/identity/identityProviders', body });
      say({ text: texts.switchedOn });
    } catch (problem) {
      sayProblem(problem);
    }
    await queries.invalidateQueries({ queryKey: providersKey });
  };
  const added = [
    'openId' as const,
    'onPremises' as const,
    ...(['google', 'microsoft'] as const).filter((kind) => !has(singleIds[kind])),
  ];
  return (
    <div className={styles.box}>
      <p className={styles.text}>{texts.intro}</p>
      <div className={styles.add}>
        <span>{texts.addHeading}:</span>
        {added.map((kind) => (
          <Link key={kind} className={table.link} to={`${address}/new`} search={{ type: kind }}>
            {texts.add[kind]}
          </Link>
        ))}
      </div>
      {!has(singleIds.passcode) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.passcodeOff}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void turnOn()}>{texts.turnOn}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <ProviderTable providers={value} onRemove={(provider) => void remove(provider)} />
      {dialog}
    </div>
  );
}

interface ProviderTableProps {
  readonly providers: readonly Provider[];
  onRemove(provider: Provider): void;
}

function ProviderTable({ providers, onRemove }: ProviderTableProps) {
  const texts = useTexts(providerTexts);
  const styles = useLinkStyles();
  const typeOf = (provider: Provider) =>
    provider.isExternalDirectory === true ? texts.externalDirectory : texts.kinds[kindOf(provider)];
  const domainsOf = (provider: Provider) => {
    if ((provider.domains ?? []).length > 0) return provider.domains!.join(', ');
    const kind = kindOf(provider);
    return kind === 'passcode' ? texts.allDomains : kind === 'onPremises' ? texts.everybodyOnPremises : '–';
  };
  const isPasscode = (provider: Provider) => kindOf(provider) === 'passcode';
  const nameOf = (provider: Provider) =>
    isPasscode(provider) ? texts.kinds.passcode : (provider.displayName ?? provider.id);
  return (
    <PlainTable
      label={texts.list}
      rows={providers}
      keyOf={({ id }) => id}
      empty={null}
      columns={[
        {
          name: 'name',
          heading: texts.name,
          cell: (provider) =>
            isPasscode(provider) ? (
              nameOf(provider)
            ) : (
              <Link className={styles.link} to={`${address}/${provider.id}`}>
                {nameOf(provider)}
              </Link>
            ),
        },
        { name: 'type', heading: texts.type, cell: typeOf },
        { name: 'of', heading: texts.of, cell: domainsOf },
        {
          name: 'actions',
          heading: texts.delete,
          isActions: true,
          cell: (provider) => {
            const label = isPasscode(provider) ? texts.turnOff : texts.delete;
            return (
              <Button size="small" aria-label={`${label}: ${nameOf(provider)}`} onClick={() => onRemove(provider)}>
                {label}
              </Button>
            );
          },
        },
      ]}
    />
  );
}

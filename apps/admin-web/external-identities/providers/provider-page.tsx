import { Button, makeStyles, Title2 } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ObjectForm } from '../../forms/object-form.tsx';
import { graph } from '../../graph/graph.ts';
import { DetailPage } from '../../pages/detail-page.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useLinkStyles } from '../links.ts';
import { providerSections } from './provider-fields.ts';
import { formValuesOf, kindOf, type Provider, type ProviderKind, providerBodyOf } from './provider-kinds.ts';
import { providerTexts } from './provider-texts.ts';
import { providersKey } from './providers.ts';
import { RedirectUri } from './redirect-uri.tsx';
import { useProviderRemoval } from './use-provider-removal.tsx';

const address = '/external-identities/identity-providers';
const collection = '/identity/identityProviders';

/** One identity provider, or a new one of the type that the address names. */
export function ProviderPage() {
  const { provider = '' } = useParams({ strict: false }) as { provider?: string };
  return provider === 'new' ? <NewProvider /> : <KnownProvider key={provider} id={provider} />;
}

const useStyles = makeStyles({ page: { display: 'flex', flexDirection: 'column', gap: '1rem' } });

const addable: readonly ProviderKind[] = ['openId', 'google', 'microsoft', 'onPremises'];

function NewProvider() {
  const styles = useStyles();
  const texts = useTexts(providerTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { type } = useSearch({ strict: false }) as { type?: unknown };
  const kind = addable.find((each) => each === type) ?? 'openId';
  const title = texts.kinds[kind];
  const create = async (changed: Readonly<Record<string, unknown>>) => {
    const made = await graph.send<Provider>({
      method: 'POST',
      path: collection,
      body: providerBodyOf(kind, { ...(kind === 'openId' ? { responseType: 'code' } : {}), ...changed }, undefined),
    });
    await queries.invalidateQueries({ queryKey: providersKey });
    say({ text: texts.made(made.displayName ?? title) });
    await navigate({ to: `${address}/${made.id}` });
  };
  const first =
    kind === 'onPremises' ? { find: 'search', nameProperty: 'onPremisesSamAccountName', startTls: false } : {};
  return (
    <div className={styles.page}>
      <Title2 as="h1">{texts.add[kind as 'openId']}</Title2>
      <ObjectForm
        key={kind}
        object={kind === 'openId' ? { isExternalDirectory: false } : first}
        sections={providerSections(kind, texts, true)}
        submit={texts.addHeading}
        onSave={create}
        onCancel={() => void navigate({ to: address })}
      />
    </div>
  );
}

function KnownProvider({ id }: { readonly id: string }) {
  const styles = useLinkStyles();
  const texts = useTexts(providerTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { remove, dialog } = useProviderRemoval();
  const path = `${collection}/${encodeURIComponent(id)}`;
  const read = useQuery({
    queryKey: [...providersKey, id],
    queryFn: ({ signal }) => graph.get<Provider>(path, signal),
  });
  const provider = read.data;
  const kind = provider === undefined ? 'openId' : kindOf(provider);
  const name = provider?.displayName ?? texts.kinds[kind];
  const save = async (changed: Readonly<Record<string, unknown>>) => {
    await graph.send({ method: 'PATCH', path, body: providerBodyOf(kind, changed, provider) });
    await queries.invalidateQueries({ queryKey: providersKey });
    say({ text: texts.saved(name) });
  };
  const leave = async () => {
    if (provider !== undefined && (await remove(provider))) await navigate({ to: address });
  };
  const content = () =>
    provider !== undefined && (
      <>
        {kind !== 'onPremises' && <RedirectUri id={id} />}
        <ObjectForm object={formValuesOf(provider)} sections={providerSections(kind, texts, false)} onSave={save} />
      </>
    );
  return (
    <>
      <DetailPage
        title={provider === undefined ? undefined : name}
        subtitle={
          <>
            <Link to={address} className={styles.inText}>
              {texts.list}
            </Link>{' '}
            · {provider?.isExternalDirectory === true ? texts.externalDirectory : texts.kinds[kind]}
          </>
        }
        address={`${address}/${id}`}
        actions={<Button onClick={() => void leave()}>{texts.delete}</Button>}
        tabs={[{ name: 'settings', label: texts.settings, content }]}
        problem={read.error}
        onAgain={() => void read.refetch()}
      />
      {dialog}
    </>
  );
}

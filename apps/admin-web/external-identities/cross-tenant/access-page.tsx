import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { graph } from '../../graph/graph.ts';
import { DetailPage } from '../../pages/detail-page.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useLinkStyles } from '../links.ts';
import { providersKey, readProviders } from '../providers/providers.ts';
import { AccessForm } from './access-form.tsx';
import type { AccessSettings } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';
import { useAccessSave } from './use-access-save.tsx';

const policy = '/policies/crossTenantAccessPolicy';
const address = '/external-identities/cross-tenant-access';

/** The default access settings, or those of the organization whose tenant id the address names. */
export function AccessPage() {
  const { partner = 'default' } = useParams({ strict: false }) as { partner?: string };
  return <Access key={partner} id={partner} />;
}

function Access({ id }: { readonly id: string }) {
  const styles = useLinkStyles();
  const texts = useTexts(accessTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isDefault = id === 'default';
  const path = isDefault ? `${policy}/default` : `${policy}/partners/${encodeURIComponent(id)}`;
  const { save, ask, dialog } = useAccessSave(path);
  const read = useQuery({
    queryKey: ['object', 'policies', 'crossTenant', id],
    queryFn: ({ signal }) => graph.get<AccessSettings>(path, signal),
  });
  const providers = useQuery({ queryKey: providersKey, queryFn: readProviders });
  const named = providers.data?.value.find((each) => each.tenantId === id)?.displayName;
  const settings = read.data;
  const refresh = () => queries.invalidateQueries({ queryKey: ['object', 'policies', 'crossTenant'] });
  const reset = () =>
    ask({
      title: texts.resetTitle,
      text: <p>{texts.resetText}</p>,
      confirm: texts.reset,
      run: async () => {
        await graph.send({ method: 'POST', path: `${policy}/default/resetToSystemDefault` });
        await refresh();
        say({ text: texts.saved });
      },
    });
  const remove = async () => {
    const run = async () => {
      await graph.send({ method: 'DELETE', path });
      say({ text: texts.removed });
    };
    const title = texts.removeTitle(named ?? id);
    if (!(await ask({ title, text: <p>{texts.removeText}</p>, confirm: texts.removePartner, run }))) return;
    await navigate({ to: address });
    await refresh();
  };
  const content = () =>
    settings !== undefined && <AccessForm settings={settings} onSave={(patch) => save(settings, patch)} />;
  return (
    <>
      <DetailPage
        title={settings === undefined ? undefined : isDefault ? texts.defaults : (named ?? texts.organization)}
        subtitle={
          <>
            <Link to={address} className={styles.inText}>
              {texts.crossTenant}
            </Link>
            {!isDefault && ` · ${id}`}
            {settings?.isServiceDefault === true && ` · ${texts.isDefault}`}
          </>
        }
        address={`${address}/${id}`}
        actions={
          isDefault ? (
            <Button disabled={settings?.isServiceDefault === true} onClick={() => void reset()}>
              {texts.reset}
            </Button>
          ) : (
            <Button onClick={() => void remove()}>{texts.removePartner}</Button>
          )
        }
        tabs={[{ name: 'settings', label: texts.settings, content }]}
        problem={read.error}
        onAgain={() => void read.refetch()}
      />
      {dialog}
    </>
  );
}

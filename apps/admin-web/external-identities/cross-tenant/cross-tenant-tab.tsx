import { Button, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { FieldInput } from '../../forms/field-input.tsx';
import { graph } from '../../graph/graph.ts';
import { PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { useLinkStyles } from '../links.ts';
import { providersKey, readProviders } from '../providers/providers.ts';
import { type AccessSettings, idsOf } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem', alignItems: 'flex-start' },
  text: { margin: 0 },
  table: { alignSelf: 'stretch' },
  hint: { color: tokens.colorNeutralForeground2 },
});

const policy = '/policies/crossTenantAccessPolicy';
const address = '/external-identities/cross-tenant-access';
const isGuid = (text: string) => idsOf(text)?.length === 1;

/** The default settings and the organizations that have their own. */
export function CrossTenantTab() {
  const styles = useStyles();
  const links = useLinkStyles();
  const texts = useTexts(accessTexts);
  const { texts: general } = useChosen();
  const [isAdding, setIsAdding] = useState(false);
  const partners = useQuery({
    queryKey: ['object', 'policies', 'crossTenant', 'partners'],
    queryFn: ({ signal }) => graph.get<{ value: readonly AccessSettings[] }>(`${policy}/partners`, signal),
  });
  const providers = useQuery({ queryKey: providersKey, queryFn: readProviders });
  if (partners.error !== null) return <Problem problem={partners.error} onAgain={() => void partners.refetch()} />;
  if (partners.data === undefined) return <Spinner label={general.loading} />;
  const nameOf = (tenantId: string) => providers.data?.value.find((each) => each.tenantId === tenantId)?.displayName;
  const { value } = partners.data;
  return (
    <div className={styles.box}>
      <p className={styles.text}>{texts.intro}</p>
      <Link className={links.link} to={`${address}/default`}>
        {texts.defaults}
      </Link>
      <Subtitle2 as="h2" className={styles.text}>
        {texts.organizations}
      </Subtitle2>
      <Button onClick={() => setIsAdding(true)}>{texts.addPartner}</Button>
      <div className={styles.table}>
        <PlainTable
          label={texts.organizations}
          rows={value}
          keyOf={({ tenantId }) => tenantId!}
          empty={<EmptyState title={texts.noPartners} text={texts.noPartnersText} />}
          columns={[
            {
              name: 'organization',
              heading: texts.organization,
              cell: ({ tenantId }) => (
                <>
                  <Link className={links.link} to={`${address}/${tenantId}`}>
                    {nameOf(tenantId!) ?? texts.organization}
                  </Link>
                  {nameOf(tenantId!) === undefined && <div className={styles.hint}>{texts.unknown}</div>}
                </>
              ),
            },
            { name: 'tenantId', heading: texts.tenantId, cell: ({ tenantId }) => tenantId },
          ]}
        />
      </div>
      {isAdding && <AddPartner onClose={() => setIsAdding(false)} />}
    </div>
  );
}

function AddPartner({ onClose }: { onClose(): void }) {
  const texts = useTexts(accessTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [tenantId, setTenantId] = useState('');
  const id = tenantId.trim().toLowerCase();
  const add = async () => {
    await graph.send({ method: 'POST', path: `${policy}/partners`, body: { tenantId: id } });
    await queries.invalidateQueries({ queryKey: ['object', 'policies', 'crossTenant'] });
    await navigate({ to: `${address}/${id}` });
  };
  return (
    <ConfirmDialog
      title={texts.addPartner}
      confirm={texts.addPartner}
      isWaiting={!isGuid(id)}
      onConfirm={add}
      onClose={onClose}
    >
      <FieldInput
        field={{ name: 'tenantId', label: texts.tenantId, hint: texts.tenantIdHint, kind: 'text', isRequired: true }}
        value={tenantId}
        fault={id.length >= 36 && !isGuid(id) ? texts.tenantIdFault : undefined}
        onChange={setTenantId}
      />
    </ConfirmDialog>
  );
}

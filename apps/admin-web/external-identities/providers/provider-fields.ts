import type { FormField } from '../../forms/form-field.ts';
import type { FormSection } from '../../forms/object-form.tsx';
import { mappedClaims, type ProviderKind } from './provider-kinds.ts';
import type { providerTexts } from './provider-texts.ts';

type Texts = (typeof providerTexts)['en'];

/** The form of a provider. @param isNew its secret has to be given */
export function providerSections(kind: ProviderKind, texts: Texts, isNew: boolean): readonly FormSection[] {
  if (kind === 'onPremises') return onPremises(texts, isNew);
  const name: FormField = {
    name: 'displayName',
    label: texts.displayName,
    kind: 'text',
    isRequired: kind === 'openId',
  };
  const client = clientFields(texts, isNew);
  if (kind !== 'openId') return [{ title: texts.settings, text: texts.probe, fields: [name, ...client] }];
  const issuer: FormField = {
    name: 'issuer',
    label: texts.issuer,
    hint: texts.issuerHint,
    kind: 'text',
    isRequired: true,
  };
  return [
    { title: texts.settings, text: texts.probe, fields: [name, issuer, ...client, ...trusted(texts)] },
    { title: texts.advanced, fields: advanced(texts) },
    {
      title: texts.claims,
      text: texts.claimsText,
      fields: mappedClaims.map((claim) => ({ name: `claim_${claim}`, label: texts.claim[claim], kind: 'text' })),
    },
  ];
}

function clientFields(texts: Texts, isNew: boolean): readonly FormField[] {
  return [
    { name: 'clientId', label: texts.clientId, kind: 'text', isRequired: true },
    {
      name: 'clientSecret',
      label: texts.clientSecret,
      hint: isNew ? texts.secretNew : texts.secretKept,
      kind: 'password',
      isRequired: isNew,
    },
  ];
}

function trusted(texts: Texts): readonly FormField[] {
  return [
    {
      name: 'isExternalDirectory',
      label: texts.isExternalDirectory,
      hint: texts.isExternalDirectoryHint,
      kind: 'flag',
    },
    { name: 'tenantId', label: texts.tenantId, hint: texts.tenantIdHint, kind: 'text' },
    { name: 'domains', label: texts.domains, hint: texts.domainsHint, kind: 'lines' },
  ];
}

const advanced = (texts: Texts): readonly FormField[] => [
  { name: 'wellKnownEndpoint', label: texts.wellKnownEndpoint, hint: texts.wellKnownHint, kind: 'text' },
  { name: 'scope', label: texts.scope, kind: 'text' },
];

const nameProperties = [
  'onPremisesSamAccountName',
  'onPremisesUserPrincipalName',
  'onPremisesDistinguishedName',
  'userPrincipalName',
  'mail',
];

function onPremises(texts: Texts, isNew: boolean): readonly FormSection[] {
  return [
    {
      title: texts.settings,
      text: texts.noProbe,
      fields: [
        { name: 'displayName', label: texts.displayName, kind: 'text', isRequired: true },
        { name: 'url', label: texts.url, hint: texts.urlHint, kind: 'text', isRequired: true },
        { name: 'startTls', label: texts.startTls, kind: 'flag' },
        { name: 'domains', label: texts.domains, hint: texts.onPremisesDomainsHint, kind: 'lines' },
        { name: 'certificateAuthorities', label: texts.certificates, hint: texts.certificatesHint, kind: 'long' },
        {
          name: 'timeoutInMilliseconds',
          label: texts.timeout,
          kind: 'number',
          check: (value) => (/^\d+$/.test(value) && +value >= 100 && +value <= 30_000 ? undefined : texts.timeoutFault),
        },
      ],
    },
    { title: texts.accounts, fields: accounts(texts, isNew) },
  ];
}

function accounts(texts: Texts, isNew: boolean): readonly FormField[] {
  const isBy = (way: string) => (values: Readonly<Record<string, string>>) => values.find === way;
  const text = (name: string, label: string, way: string, hint?: string): FormField => ({
    name,
    label,
    kind: 'text',
    isRequired: true,
    isShown: isBy(way),
    ...(hint === undefined ? {} : { hint }),
  });
  return [
    {
      name: 'nameProperty',
      label: texts.nameProperty,
      kind: 'choice',
      choices: nameProperties.map((value) => ({ value, label: value })),
    },
    {
      name: 'find',
      label: texts.find,
      kind: 'radio',
      choices: (['search', 'pattern'] as const).map((value) => ({
        value,
        label: texts.findBy[value],
        hint: texts.findMeaning[value],
      })),
    },
    text('bindPattern', texts.bindPattern, 'pattern', texts.bindPatternHint),
    text('searchBase', texts.searchBase, 'search'),
    text('searchFilter', texts.searchFilter, 'search', texts.searchFilterHint),
    text('bindName', texts.bindName, 'search', texts.bindNameHint),
    {
      name: 'bindSecret',
      label: texts.bindSecret,
      hint: isNew ? texts.secretNew : texts.bindSecretKept,
      kind: 'password',
      isRequired: isNew,
      isShown: isBy('search'),
    },
  ];
}

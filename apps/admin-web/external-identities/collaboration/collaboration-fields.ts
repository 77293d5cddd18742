import type { FormSection } from '../../forms/object-form.tsx';
import { guestLevels } from './collaboration-settings.ts';
import type { collaborationTexts } from './collaboration-texts.ts';
import { faultyDomain } from './faulty-domain.ts';

type Texts = (typeof collaborationTexts)['en'];

/** The form of the external collaboration settings, in Entra's order. */
export function collaborationSections(texts: Texts): readonly FormSection[] {
  return [
    { title: texts.guestAccess, text: texts.guestAccessText, fields: [guestAccess(texts)] },
    { title: texts.invites, fields: [inviteRights(texts)] },
    {
      title: texts.leave,
      fields: [
        { name: 'allowExternalIdentitiesToLeave', label: texts.leaveLabel, hint: texts.leaveHint, kind: 'flag' },
      ],
    },
    { title: texts.restrictions, text: texts.restrictionsText, fields: restrictions(texts) },
    {
      title: texts.invitations,
      fields: [
        {
          name: 'invitationLifetimeInDays',
          label: texts.life,
          hint: texts.lifeHint,
          kind: 'number',
          isRequired: true,
          check: (value) => (/^\d+$/.test(value) && +value >= 1 && +value <= 365 ? undefined : texts.lifeFault),
        },
        { name: 'redirectHosts', label: texts.hosts, hint: texts.hostsHint, kind: 'lines' },
      ],
    },
  ];
}

function guestAccess(texts: Texts): FormSection['fields'][number] {
  const names = ['members', 'limited', 'restricted'] as const;
  return {
    name: 'guestUserRoleId',
    label: texts.guestsSee,
    kind: 'radio',
    choices: names.map((name) => ({
      value: guestLevels[name],
      label: texts.levels[name],
      hint: texts.levelMeanings[name],
    })),
  };
}

const inviters = {
  everyone: 'everyone',
  adminsGuestInvitersAndAllMembers: 'members',
  adminsAndGuestInviters: 'admins',
  none: 'none',
} as const;

function inviteRights(texts: Texts): FormSection['fields'][number] {
  return {
    name: 'allowInvitesFrom',
    label: texts.whoInvites,
    kind: 'radio',
    choices: Object.entries(inviters).map(([value, name]) => ({
      value,
      label: texts.inviteRights[name],
      hint: texts.inviteMeanings[name],
    })),
  };
}

function restrictions(texts: Texts): FormSection['fields'] {
  return [
    {
      name: 'restriction',
      label: texts.restrictionLabel,
      kind: 'radio',
      choices: (['any', 'deny', 'allow'] as const).map((value) => ({ value, label: texts.restriction[value] })),
    },
    {
      name: 'domains',
      label: texts.domains,
      hint: texts.domainsHint,
      kind: 'lines',
      isRequired: true,
      isShown: ({ restriction }) => restriction !== 'any',
      check: (value) => {
        const wrong = faultyDomain(value);
        return wrong === undefined ? undefined : texts.domainFault(wrong);
      },
    },
  ];
}

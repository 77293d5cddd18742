import { defineTexts } from '../../texts/define-texts.ts';

export const collaborationTexts = defineTexts({
  en: {
    guestAccess: 'Guest user access restrictions',
    guestAccessText:
      'What guests see of the directory without a role. It counts for every guest with their next request.',
    levels: {
      members: 'Guest users have the same access as members (most inclusive)',
      limited: 'Guest users have limited access to properties and memberships of directory objects',
      restricted:
        'Guest user access is restricted to properties and memberships of their own directory objects (most restrictive)',
    },
    levelMeanings: {
      members: 'They read all people, groups and devices, with all properties.',
      limited:
        'They look people up by their exact sign-in name and see name, mail and manager; they find groups by name and see owners and members, but no rules. They cannot list people.',
      restricted: 'They see themselves and the ids of their own groups: no other people, no members of groups.',
    },
    guestsSee: 'What guests see',
    invites: 'Guest invite restrictions',
    whoInvites: 'Who may invite',
    inviteRights: {
      everyone: 'Anyone in the organization can invite guest users including guests and non-admins (most inclusive)',
      members:
        'Member users and users assigned to specific admin roles can invite guest users including guests with member permissions',
      admins: 'Only users assigned to specific admin roles can invite guest users',
      none: 'No one in the organization can invite guest users including admins (most restrictive)',
    },
    inviteMeanings: {
      everyone: 'Members and guests invite without a role.',
      members: 'Guests need a role to invite, such as Guest Inviter.',
      admins: 'People with a role such as Guest Inviter, User Administrator or Global Administrator invite.',
      none: 'Applications are refused as well. Invitations that were sent can still be accepted.',
    },
    leave: 'External user leave settings',
    leaveLabel: 'Allow external users to remove themselves from your organization (recommended)',
    leaveHint:
      'They do it on their own pages. The account lies among the deleted users for 30 days, where you can restore it.',
    restrictions: 'Collaboration restrictions',
    restrictionsText:
      'Asked when somebody is invited and again when they accept. Guests who have accepted stay and go on signing in. Subdomains are domains of their own.',
    restrictionLabel: 'Domains',
    restriction: {
      any: 'Allow invitations to be sent to any domain (most inclusive)',
      deny: 'Deny invitations to the specified domains',
      allow: 'Allow invitations only to the specified domains (most restrictive)',
    },
    domains: 'Target domains',
    domainsHint: 'One to a line, such as fabrikam.com. Up to 25,000 characters in all.',
    domainFault: (domain: string) => `“${domain}” is not a domain such as fabrikam.com.`,
    life: 'Days until an invitation ends',
    lifeHint: 'From 1 to 365. Counts for invitations that are sent from now on.',
    lifeFault: 'A whole number from 1 to 365 is expected.',
    hosts: 'Hosts to which invitations may lead',
    hostsHint:
      'One to a line, such as apps.fabrikam.com, with a port where there is one. The verified domains of the directory and this server need not be named.',
    invitations: 'Invitations',
    askTitle: 'Save the external collaboration settings?',
    losses: {
      guestsSeeLess: (count: string) => `Guests: ${count} see less of the directory at once.`,
      membersInviteNot: (count: string) => `Members: ${count} can no longer invite without a role.`,
      guestsInviteNot: (count: string) => `Guests: ${count} can no longer invite without a role.`,
      guestsLeaveNot: (count: string) => `Guests: ${count} can no longer leave by themselves.`,
      pendingRefused: (count: string) => `Open invitations: ${count} can no longer be accepted.`,
      acceptedStay: (count: string) => `Guests of such domains who have accepted: ${count}. They stay.`,
    },
    saved: 'The external collaboration settings are saved.',
  },
  de: {
    guestAccess: 'Zugriffsbeschränkungen für Gastbenutzer',
    guestAccessText: 'Was Gäste ohne Rolle vom Verzeichnis sehen. Es gilt für jeden Gast ab der nächsten Anfrage.',
    levels: {
      members: 'Gastbenutzer haben denselben Zugriff wie Mitglieder (umfassendste Einstellung)',
      limited:
        'Gastbenutzer haben eingeschränkten Zugriff auf Eigenschaften und Mitgliedschaften von Verzeichnisobjekten',
      restricted:
        'Der Gastbenutzerzugriff ist auf Eigenschaften und Mitgliedschaften ihrer eigenen Verzeichnisobjekte beschränkt (restriktivste Einstellung)',
    },
    levelMeanings: {
      members: 'Sie lesen alle Personen, Gruppen und Geräte mit allen Eigenschaften.',
      limited:
        'Sie finden Personen unter ihrem genauen Anmeldenamen und sehen Name, E-Mail und Vorgesetzte; sie finden Gruppen nach Namen und sehen Besitzer und Mitglieder, aber keine Regeln. Auflisten können sie Personen nicht.',
      restricted:
        'Sie sehen sich selbst und die Kennungen ihrer eigenen Gruppen: keine anderen Personen, keine Mitglieder von Gruppen.',
    },
    guestsSee: 'Was Gäste sehen',
    invites: 'Einschränkungen für Gasteinladungen',
    whoInvites: 'Wer einladen darf',
    inviteRights: {
      everyone:
        'Jede Person in der Organisation kann Gastbenutzer einladen, einschließlich Gäste und Nicht-Administratoren (umfassendste Einstellung)',
      members:
        'Mitgliedsbenutzer und Benutzer, denen bestimmte Administratorrollen zugewiesen sind, können Gastbenutzer einladen, einschließlich Gästen mit Mitgliedsberechtigungen',
      admins: 'Nur Benutzer, denen bestimmte Administratorrollen zugewiesen sind, können Gastbenutzer einladen',
      none: 'Niemand in der Organisation kann Gastbenutzer einladen, auch keine Administratoren (restriktivste Einstellung)',
    },
    inviteMeanings: {
      everyone: 'Mitglieder und Gäste laden ohne Rolle ein.',
      members: 'Gäste brauchen zum Einladen eine Rolle wie Gasteinladender.',
      admins: 'Wer eine Rolle wie Gasteinladender, Benutzeradministrator oder globaler Administrator hat, lädt ein.',
      none: 'Auch Anwendungen werden abgewiesen. Verschickte Einladungen können noch angenommen werden.',
    },
    leave: 'Einstellungen für das Verlassen durch externe Benutzer',
    leaveLabel: 'Externen Benutzern erlauben, sich selbst aus Ihrer Organisation zu entfernen (empfohlen)',
    leaveHint:
      'Sie tun es auf ihren eigenen Seiten. Das Konto liegt 30 Tage unter den gelöschten Benutzern, wo Sie es wiederherstellen können.',
    restrictions: 'Einschränkungen für die Zusammenarbeit',
    restrictionsText:
      'Gefragt wird beim Einladen und noch einmal beim Annehmen. Gäste, die angenommen haben, bleiben und melden sich weiter an. Unterdomänen sind eigene Domänen.',
    restrictionLabel: 'Domänen',
    restriction: {
      any: 'Senden von Einladungen an eine beliebige Domäne zulassen (umfassendste Einstellung)',
      deny: 'Einladungen an die angegebenen Domänen ablehnen',
      allow: 'Einladungen nur an die angegebenen Domänen zulassen (restriktivste Einstellung)',
    },
    domains: 'Zieldomänen',
    domainsHint: 'Eine je Zeile, etwa fabrikam.com. Zusammen bis zu 25.000 Zeichen.',
    domainFault: (domain: string) => `„${domain}“ ist keine Domäne wie fabrikam.com.`,
    life: 'Tage, bis eine Einladung endet',
    lifeHint: 'Von 1 bis 365. Gilt für Einladungen, die von jetzt an verschickt werden.',
    lifeFault: 'Eine ganze Zahl von 1 bis 365 wird erwartet.',
    hosts: 'Hosts, zu denen Einladungen führen dürfen',
    hostsHint:
      'Einer je Zeile, etwa apps.fabrikam.com, mit Port, wenn er einen hat. Die überprüften Domänen des Verzeichnisses und dieser Server müssen nicht genannt werden.',
    invitations: 'Einladungen',
    askTitle: 'Einstellungen für externe Zusammenarbeit speichern?',
    losses: {
      guestsSeeLess: (count: string) => `Gäste: ${count} sehen sofort weniger vom Verzeichnis.`,
      membersInviteNot: (count: string) => `Mitglieder: ${count} können ohne Rolle nicht mehr einladen.`,
      guestsInviteNot: (count: string) => `Gäste: ${count} können ohne Rolle nicht mehr einladen.`,
      guestsLeaveNot: (count: string) => `Gäste: ${count} können nicht mehr von selbst gehen.`,
      pendingRefused: (count: string) => `Offene Einladungen: ${count} können nicht mehr angenommen werden.`,
      acceptedStay: (count: string) => `Gäste solcher Domänen, die angenommen haben: ${count}. Sie bleiben.`,
    },
    saved: 'Die Einstellungen für externe Zusammenarbeit sind gespeichert.',
  },
});

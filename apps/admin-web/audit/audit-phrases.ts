// Data: the words of which sentences about activities are made.
import { defineTexts } from '../texts/define-texts.ts';
import type { Activity, Form, Link, Noun } from './activities.ts';

/** Who, of what kind, by what name; the name is empty where there is none. */
type Sentence = (who: string, noun: string, target: string) => string;

export interface Phrases {
  /** What an activity is called among others; `name` is the API's. */
  label(activity: Activity, name: string): string;
  /** As an object of a sentence: `the user`. */
  readonly nouns: Readonly<Record<Noun, string>>;
  /** As the one to whom a link belongs: `of the group`. */
  readonly owners: Readonly<Partial<Record<Noun, string>>>;
  readonly links: Readonly<Record<Link, string>>;
  readonly forms: Readonly<Record<Exclude<Form, 'add' | 'remove'>, Sentence>>;
  linked(who: string, what: string, link: string, owner: string, target: string): string;
  unlinked(who: string, what: string, link: string, owner: string, target: string): string;
  readonly role: Readonly<Record<'create' | 'update' | 'purge', Sentence>>;
  readonly eligible: Readonly<Record<'create' | 'update' | 'purge', Sentence>>;
  /** At the beginning of a sentence. */
  readonly commandLine: string;
  readonly somebody: string;
  readonly someRole: string;
  aligned(group: string, joined: string, left: string): string;
  held(group: string, joining: string, leaving: string): string;
  failed(group: string): string;
  registered(group: string): string;
  /** A role of the directory is there from its first use on. */
  activated(who: string, role: string): string;
  approved(who: string, group: string): string;
  clock(): string;
  batch(): string;
  created(who: string): string;
  other(who: string, activity: string, target: string): string;
}

const english: Phrases = {
  label: (_activity, name) => name,
  nouns: {
    user: 'the user',
    group: 'the group',
    device: 'the device',
    application: 'the application',
    servicePrincipal: 'the enterprise application',
    extensionProperty: 'the extension property',
    administrativeUnit: 'the administrative unit',
    roleDefinition: 'the role',
    roleAssignment: 'a role assignment',
    roleEligibility: 'an eligible role assignment',
    roleRequest: 'a role request',
    groupAssignment: 'access to a group for a time',
    groupEligibility: 'eligible access to a group',
    groupAccessRequest: 'a request for access to a group',
    groupAccessSettings: 'the settings of access to a group',
    roleSettings: 'the settings of a role',
    directoryRole: 'the directory role',
    authorizationPolicy: 'the authorization policy',
    policy: 'a policy',
    identityProvider: 'the identity provider',
    organization: 'the settings of the organization',
    domain: 'the domain',
    membershipRules: 'dynamic group memberships',
  },
  owners: {
    user: 'of the user',
    group: 'of the group',
    device: 'of the device',
    application: 'of the application',
    servicePrincipal: 'of the enterprise application',
    administrativeUnit: 'of the administrative unit',
  },
  links: {
    member: 'a member',
    owner: 'an owner',
    sponsor: 'a sponsor',
    registeredOwner: 'a registered owner',
    registeredUser: 'a registered user',
  },
  forms: {
    create: (who, noun, target) => `${who} added ${noun} ${target}`,
    update: (who, noun, target) => `${who} changed ${noun} ${target}`,
    delete: (who, noun, target) => `${who} deleted ${noun} ${target}`,
    restore: (who, noun, target) => `${who} restored ${noun} ${target}`,
    purge: (who, noun, target) => `${who} deleted ${noun} ${target} for good`,
  },
  linked: (who, what, link, owner, target) => `${who} made ${what} ${link} ${owner} ${target}`,
  unlinked: (who, what, link, owner, target) => `${who} removed ${what} as ${link} ${owner} ${target}`,
  role: {
    create: (who, what, role) => `${who} gave ${what} the role ${role}`,
    update: (who, what, role) => `${who} changed how ${what} has the role ${role}`,
    purge: (who, what, role) => `${who} took the role ${role} from ${what}`,
  },
  eligible: {
    create: (who, what, role) => `${who} made ${what} eligible for the role ${role}`,
    update: (who, what, role) => `${who} changed how ${what} is eligible for the role ${role}`,
    purge: (who, what, role) => `${who} ended that ${what} is eligible for the role ${role}`,
  },
  commandLine: 'The command line',
  somebody: 'somebody',
  someRole: 'of the directory',
  aligned: (group, joined, left) => `A pass brought ${group} in line with its rule: ${joined} joined, ${left} left`,
  held: (group, joining, leaving) =>
    `A pass over ${group} waits for approval: ${joining} would join, ${leaving} would leave`,
  failed: (group) => `The rule of ${group} could not be applied`,
  registered: (group) => `The rule of ${group} was put in force`,
  activated: (who, role) => `${who} used the role ${role} for the first time`,
  approved: (who, group) => `${who} approved the held change of ${group}`,
  clock: () => 'Time passed a date in a rule: memberships followed',
  batch: () => 'A pass moved members of a group by its rule',
  created: (who) => `${who} created the directory`,
  other: (who, activity, target) => `${who}: ${activity} ${target}`,
};

const germanNames: Readonly<Record<Noun, string>> = {
  user: 'Benutzer',
  group: 'Gruppe',
  device: 'Gerät',
  application: 'Anwendung',
  servicePrincipal: 'Unternehmensanwendung',
  extensionProperty: 'Erweiterungseigenschaft',
  administrativeUnit: 'Verwaltungseinheit',
  roleDefinition: 'Rolle',
  roleAssignment: 'Mitglied einer Rolle',
  roleEligibility: 'Berechtigtes Mitglied einer Rolle',
  roleRequest: 'Rollenanforderung',
  groupAssignment: 'Befristeten Gruppenzugriff',
  groupEligibility: 'Berechtigten Gruppenzugriff',
  groupAccessRequest: 'Anforderung von Gruppenzugriff',
  groupAccessSettings: 'Einstellungen des Gruppenzugriffs',
  roleSettings: 'Einstellungen einer Rolle',
  directoryRole: 'Verzeichnisrolle',
  authorizationPolicy: 'Autorisierungsrichtlinie',
  policy: 'Richtlinie',
  identityProvider: 'Identitätsanbieter',
  organization: 'Einstellungen der Organisation',
  domain: 'Domäne',
  membershipRules: 'Dynamische Mitgliedschaften',
};

const germanLinks: Readonly<Record<Link, string>> = {
  member: 'Mitglied',
  owner: 'Besitzer',
  sponsor: 'Sponsor',
  registeredOwner: 'Registrierten Besitzer',
  registeredUser: 'Registrierten Benutzer',
};

const germanVerbs: Readonly<Record<Form, string>> = {
  create: 'hinzufügen',
  update: 'aktualisieren',
  delete: 'löschen',
  restore: 'wiederherstellen',
  purge: 'endgültig löschen',
  add: 'hinzufügen',
  remove: 'entfernen',
};

const german: Phrases = {
  label: ({ noun, form, link }) => {
    if (link === undefined) return `${germanNames[noun]} ${germanVerbs[form]}`;
    return `${germanLinks[link]} ${german.owners[noun] ?? ''} ${germanVerbs[form]}`;
  },
  nouns: {
    user: 'den Benutzer',
    group: 'die Gruppe',
    device: 'das Gerät',
    application: 'die Anwendung',
    servicePrincipal: 'die Unternehmensanwendung',
    extensionProperty: 'die Erweiterungseigenschaft',
    administrativeUnit: 'die Verwaltungseinheit',
    roleDefinition: 'die Rolle',
    roleAssignment: 'eine Rollenzuweisung',
    roleEligibility: 'eine berechtigte Rollenzuweisung',
    roleRequest: 'eine Rollenanforderung',
    groupAssignment: 'einen befristeten Gruppenzugriff',
    groupEligibility: 'einen berechtigten Gruppenzugriff',
    groupAccessRequest: 'eine Anforderung von Gruppenzugriff',
    groupAccessSettings: 'die Einstellungen des Gruppenzugriffs',
    roleSettings: 'die Einstellungen einer Rolle',
    directoryRole: 'die Verzeichnisrolle',
    authorizationPolicy: 'die Autorisierungsrichtlinie',
    policy: 'eine Richtlinie',
    identityProvider: 'den Identitätsanbieter',
    organization: 'die Einstellungen der Organisation',
    domain: 'die Domäne',
    membershipRules: 'dynamische Mitgliedschaften',
  },
  owners: {
    user: 'des Benutzers',
    group: 'der Gruppe',
    device: 'des Geräts',
    application: 'der Anwendung',
    servicePrincipal: 'der Unternehmensanwendung',
    administrativeUnit: 'der Verwaltungseinheit',
  },
  links: {
    member: 'Mitglied',
    owner: 'Besitzer',
    sponsor: 'Sponsor',
    registeredOwner: 'registrierten Besitzer',
    registeredUser: 'registrierten Benutzer',
  },
  forms: {
    create: (who, noun, target) => `${who} hat ${noun} ${target} hinzugefügt`,
    update: (who, noun, target) => `${who} hat ${noun} ${target} geändert`,
    delete: (who, noun, target) => `${who} hat ${noun} ${target} gelöscht`,
    restore: (who, noun, target) => `${who} hat ${noun} ${target} wiederhergestellt`,
    purge: (who, noun, target) => `${who} hat ${noun} ${target} endgültig gelöscht`,
  },
  linked: (who, what, link, owner, target) => `${who} hat ${what} als ${link} ${owner} ${target} hinzugefügt`,
  unlinked: (who, what, link, owner, target) => `${who} hat ${what} als ${link} ${owner} ${target} entfernt`,
  role: {
    create: (who, what, role) => `${who} hat ${what} die Rolle ${role} zugewiesen`,
    update: (who, what, role) => `${who} hat die Zuweisung der Rolle ${role} an ${what} geändert`,
    purge: (who, what, role) => `${who} hat ${what} die Rolle ${role} entzogen`,
  },
  eligible: {
    create: (who, what, role) => `${who} hat ${what} für die Rolle ${role} berechtigt`,
    update: (who, what, role) => `${who} hat die Berechtigung von ${what} für die Rolle ${role} geändert`,
    purge: (who, what, role) => `${who} hat ${what} die Berechtigung für die Rolle ${role} entzogen`,
  },
  commandLine: 'Die Befehlszeile',
  somebody: 'jemanden',
  someRole: 'des Verzeichnisses',
  aligned: (group, joined, left) =>
    `Ein Durchlauf hat ${group} an die Regel angepasst: ${joined} hinzugekommen, ${left} ausgeschieden`,
  held: (group, joining, leaving) =>
    `Ein Durchlauf über ${group} wartet auf Genehmigung: ${joining} kämen hinzu, ${leaving} schieden aus`,
  failed: (group) => `Die Regel von ${group} konnte nicht angewendet werden`,
  registered: (group) => `Die Regel von ${group} wurde in Kraft gesetzt`,
  activated: (who, role) => `${who} hat die Rolle ${role} zum ersten Mal verwendet`,
  approved: (who, group) => `${who} hat die angehaltene Änderung von ${group} genehmigt`,
  clock: () => 'Ein Datum einer Regel ist verstrichen: Mitgliedschaften folgten',
  batch: () => 'Ein Durchlauf hat Mitglieder einer Gruppe nach ihrer Regel bewegt',
  created: (who) => `${who} hat das Verzeichnis angelegt`,
  other: (who, activity, target) => `${who}: ${activity} ${target}`,
};

export const auditPhrases = defineTexts<Phrases>({ en: english, de: german });

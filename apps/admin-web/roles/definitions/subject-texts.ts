import { defineTexts } from '../../texts/define-texts.ts';

/** What permissions are about, in words; subjects that are not here keep the API's name. */
export const subjectTexts = defineTexts({
  en: {
    users: 'Users',
    groups: 'Groups',
    groupsAssignableToRoles: 'Groups to which roles can be assigned',
    devices: 'Devices',
    applications: 'Applications',
    servicePrincipals: 'Enterprise applications',
    oAuth2PermissionGrants: 'Delegated permissions',
    administrativeUnits: 'Administrative units',
    roleDefinitions: 'Roles',
    roleAssignments: 'Role assignments',
    privilegedIdentityManagement: 'Privileged Identity Management',
    deletedItems: 'Deleted objects',
    identityProviders: 'Identity providers',
    crossTenantAccessPolicy: 'Cross-tenant access settings',
    b2bManagementPolicy: 'Collaboration restrictions',
    authorizationPolicy: 'Authorization policy',
    conditionalAccessPolicies: 'Authentication contexts',
    organization: 'Organization',
    domains: 'Domains',
    auditLogs: 'Audit log',
    signInReports: 'Sign-in log',
  },
  de: {
    users: 'Benutzer',
    groups: 'Gruppen',
    groupsAssignableToRoles: 'Gruppen, denen Rollen zugewiesen werden können',
    devices: 'Geräte',
    applications: 'Anwendungen',
    servicePrincipals: 'Unternehmensanwendungen',
    oAuth2PermissionGrants: 'Delegierte Berechtigungen',
    administrativeUnits: 'Verwaltungseinheiten',
    roleDefinitions: 'Rollen',
    roleAssignments: 'Rollenzuweisungen',
    privilegedIdentityManagement: 'Privileged Identity Management',
    deletedItems: 'Gelöschte Objekte',
    identityProviders: 'Identitätsanbieter',
    crossTenantAccessPolicy: 'Mandantenübergreifende Zugriffseinstellungen',
    b2bManagementPolicy: 'Einschränkungen der Zusammenarbeit',
    authorizationPolicy: 'Autorisierungsrichtlinie',
    conditionalAccessPolicies: 'Authentifizierungskontexte',
    organization: 'Organisation',
    domains: 'Domänen',
    auditLogs: 'Überwachungsprotokoll',
    signInReports: 'Anmeldeprotokoll',
  },
});

/** The word for a subject. */
export const subjectWord = (words: Readonly<Record<string, string>>, subject: string) => words[subject] ?? subject;

import type { ObjectType } from '../objects/property-definition.ts';
import type { RelationName } from '../queries/object-query.ts';
import type { Level } from './person-rights.ts';

/** What leads from one object to others. */
export type FollowedRelation = RelationName | 'manager' | 'invitedBy';

/** What people of a level see of other objects of a type whose reading they do not have as a whole. */
export interface LevelSight {
  /** Which can be listed: all of them, those that a filter names, or none. */
  readonly lists: 'all' | 'named' | 'none';
  /** Whether one can be looked up by its id or another key. */
  readonly isFound: boolean;
  /** Properties that are shown; all others read as if they had no value. Nothing at all, not even the id, when empty. */
  readonly properties: readonly string[];
  /** Relations that can be followed from such an object. */
  readonly relations: readonly FollowedRelation[];
}

const unseen: LevelSight = { lists: 'none', isFound: false, properties: [], relations: [] };
/** Beside others, where something that is seen leads to it. */
const idAlone: LevelSight = { ...unseen, properties: ['id'] };

const applications: LevelSight = {
  lists: 'all',
  isFound: true,
  properties: [
    'id',
    'createdDateTime',
    'deletedDateTime',
    'appId',
    'appRoles',
    'description',
    'displayName',
    'identifierUris',
    'publisherDomain',
    'signInAudience',
    'tags',
    'uniqueName',
  ],
  relations: ['owners'],
};

const servicePrincipals: LevelSight = {
  lists: 'all',
  isFound: true,
  properties: [
    'id',
    'createdDateTime',
    'deletedDateTime',
    'accountEnabled',
    'appDisplayName',
    'appId',
    'appOwnerOrganizationId',
    'appRoleAssignmentRequired',
    'appRoles',
    'description',
    'displayName',
    'homepage',
    'servicePrincipalNames',
    'servicePrincipalType',
    'signInAudience',
    'tags',
  ],
  relations: ['owners', 'ownedObjects'],
};

/**
 * Level → type → what is seen of others. Whoever may read the type as a whole, by the permission table, sees everything;
 * so does everybody of their own user. A property that is not named here is invisible to guests.
 *
 * Groups with hidden membership are there only for guests who are in them, as `sight.ts` adds.
 *
 * @see B2B and governance spec §1.6. Narrower than Microsoft Entra ID: rules and guards of groups, and whether a group can
 *   hold roles, tell of people and roles what guests do not see.
 */
export const levelSights: Readonly<Record<Level, Readonly<Record<ObjectType, LevelSight>>>> = {
  member: {
    user: idAlone,
    device: idAlone,
    group: idAlone,
    application: idAlone,
    servicePrincipal: idAlone,
    administrativeUnit: idAlone,
  },
  guest: {
    user: {
      lists: 'none',
      isFound: true,
      properties: ['id', 'deletedDateTime', 'displayName', 'mail', 'userPrincipalName', 'userType'],
      relations: ['manager', 'directReports'],
    },
    device: unseen,
    group: {
      lists: 'named',
      isFound: true,
      properties: [
        'id',
        'createdDateTime',
        'deletedDateTime',
        'classification',
        'creationOptions',
        'description',
        'displayName',
        'expirationDateTime',
        'groupTypes',
        'mail',
        'mailEnabled',
        'mailNickname',
        'preferredDataLocation',
        'preferredLanguage',
        'proxyAddresses',
        'renewedDateTime',
        'resourceBehaviorOptions',
        'resourceProvisioningOptions',
        'securityEnabled',
        'theme',
        'uniqueName',
        'visibility',
      ],
      relations: ['members', 'transitiveMembers', 'owners'],
    },
    application: applications,
    servicePrincipal: servicePrincipals,
    administrativeUnit: unseen,
  },
  restrictedGuest: {
    user: unseen,
    device: unseen,
    group: idAlone,
    application: applications,
    servicePrincipal: servicePrincipals,
    administrativeUnit: unseen,
  },
};

/** Names of `organization` that guests of both levels see; its domains are another right. */
export const organizationForGuests: readonly string[] = ['id', 'displayName', 'verifiedDomains'];

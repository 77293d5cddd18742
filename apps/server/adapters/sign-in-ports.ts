import {
  appAccessOfApplication,
  type Directory,
  graphApplicationId,
  optionalClaimsOf,
  type Properties,
  type PropertyValue,
  type RequiredAccess,
  redirectUrisOf,
  requiredAccessOf,
  rolesOfApplication,
  tryApplicationSecret,
  verifySecret,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type {
  ClientRegistry,
  GroupMembershipClaims,
  SecretBrake,
  SecretVerifier,
  SignInTenant,
  SigningKeyStore,
  StoredSigningKey,
} from '@muster/sign-in';

/** Applications of the directory as sign-in finds them. */
export function clientRegistry(directory: Directory): ClientRegistry {
  return {
    async findClient(appId) {
      const found = await directory.store.read(async (session) => {
        const application = await session.objects.findByKey('application', 'appId', appId);
        const principal = await session.objects.findByKey('servicePrincipal', 'appId', appId);
        if (application === undefined || principal === undefined) return undefined;
        const own = await session.objects.findByKey('servicePrincipal', 'appId', graphApplicationId);
        const { roles } = await appAccessOfApplication(session, principal.id, own);
        return {
          appId,
          servicePrincipalId: principal.id,
          displayName: application.properties.displayName as string,
          isEnabled: principal.properties.accountEnabled !== false,
          secrets: await session.settings.secretsOf([application.id]),
          roles,
          isAssignmentRequired: principal.properties.appRoleAssignmentRequired === true,
          ...signInOf(application.properties),
        };
      });
      if (found === undefined) return undefined;
      const { roles } = await rolesOfApplication(directory, found.servicePrincipalId);
      return { ...found, directoryRoles: [...new Set(roles.map(({ roleId }) => roleId))] };
    },
    accessAt: ({ servicePrincipalId }, api) =>
      directory.store.read(async (session) => {
        const resource = await session.objects.find('servicePrincipal', api.servicePrincipalId as ObjectId);
        return appAccessOfApplication(session, servicePrincipalId as ObjectId, resource);
      }),
  };
}

/** What an application says about how people sign in to it. */
function signInOf(properties: Properties) {
  const { implicitGrantSettings, logoutUrl } = (properties.web ?? {}) as {
    implicitGrantSettings?: Properties | null;
    logoutUrl?: string | null;
  };
  const scopesOf = ({ resourceAccess }: RequiredAccess) =>
    resourceAccess.filter(({ type }) => type === 'Scope').map(({ id }) => id);
  const required = requiredAccessOf(properties);
  return {
    redirectUris: {
      web: redirectUrisOf(properties, 'web'),
      spa: redirectUrisOf(properties, 'spa'),
      publicClient: redirectUrisOf(properties, 'publicClient'),
    },
    isFallbackPublicClient: properties.isFallbackPublicClient === true,
    mayHaveIdTokenInBrowser: implicitGrantSettings?.enableIdTokenIssuance === true,
    logoutUrl: logoutUrl ?? null,
    optionalClaims: optionalClaimsOf(properties).idToken,
    requiredScopes: Object.fromEntries(required.map((each) => [each.resourceAppId.toLowerCase(), scopesOf(each)])),
    groupMembershipClaims: (properties.groupMembershipClaims ?? 'None') as GroupMembershipClaims,
  };
}

const documentName = 'signing-keys';
const secretName = 'sign-in-secret';

/** The directory's signing keys, kept in its database. */
export function signingKeyStore(directory: Directory): SigningKeyStore {
  return {
    async loadOrCreate(create) {
      const stored = await directory.store.read((session) => session.settings.document(documentName));
      if (stored !== undefined) return stored as unknown as readonly StoredSigningKey[];
      const made = await create();
      // The exclusive key makes nodes that start at the same time agree on one key.
      return directory.store.write('exclusive', async (session) => {
        const present = await session.settings.document(documentName);
        if (present !== undefined) return present as unknown as readonly StoredSigningKey[];
        await session.settings.saveDocument(documentName, [made] as unknown as PropertyValue);
        return [made];
      });
    },
    async load() {
      return (await directory.store.read((session) => session.settings.document(documentName))) as never;
    },
    async change(change) {
      await directory.store.write('exclusive', async (session) => {
        const present = (await session.settings.document(documentName)) as unknown as readonly StoredSigningKey[];
        const next = await change(present);
        if (next !== present) await session.settings.saveDocument(documentName, next as unknown as PropertyValue);
      });
    },
    async loadOrCreateSecret(create) {
      const stored = await directory.store.read((session) => session.settings.document(secretName));
      if (typeof stored === 'string') return stored;
      return directory.store.write('exclusive', async (session) => {
        const present = await session.settings.document(secretName);
        if (typeof present === 'string') return present;
        const made = create();
        await session.settings.saveDocument(secretName, made);
        return made;
      });
    },
  };
}

/** Argon2id, on another thread. Client secrets have places of their own to wait in. */
export const secretVerifier: SecretVerifier = {
  verify: (hash, secret, hasMatched) => verifySecret(hash, secret, hasMatched ? 'first' : 'applications'),
};

/** Counted in the database, so that all nodes agree. */
export function secretBrake(directory: Directory): SecretBrake {
  return { tryTo: (attempt, look) => tryApplicationSecret(directory, attempt, look) };
}

/** The directory as sign-in knows it. */
export function signInTenant(directory: Directory, tenantId: ObjectId): SignInTenant {
  return {
    tenantId,
    hasVerifiedDomain: async (name) => {
      const domains = await directory.store.read((session) => session.settings.domains());
      return domains.some((domain) => domain.isVerified && domain.id === name.toLowerCase());
    },
  };
}

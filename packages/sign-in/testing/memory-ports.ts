import { createHash } from 'node:crypto';
import type { SignInRecords } from '@muster/directory';
import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import type { Credentials } from '../credentials-port.ts';
import { federationErrors } from '../federation/errors.ts';
import type { OutsidePeople } from '../outside-port.ts';
import type {
  ClientRegistry,
  People,
  RegisteredClient,
  RegisteredSecret,
  SecretVerifier,
  SignInTenant,
  SigningKeyStore,
  StoredSigningKey,
} from '../ports.ts';

/** A registry that answers from a list, which a test may change under it. */
export function memoryClients(clients: RegisteredClient[]): ClientRegistry {
  return {
    findClient: async (appId) => clients.find((client) => client.appId === appId),
    accessAt: async () => ({ isAssigned: false, roles: [] }),
  };
}

/** A key store that holds what it is given, or the one key made on first use. */
export function memorySigningKeys(keys: StoredSigningKey[] = []): SigningKeyStore {
  let secret: string | undefined;
  return {
    async loadOrCreate(create) {
      if (keys.length === 0) keys.push(await create());
      return keys;
    },
    load: async () => [...keys],
    async change(change) {
      const next = await change(keys);
      keys.splice(0, keys.length, ...next);
    },
    loadOrCreateSecret: async (create) => (secret ??= create()),
  };
}

/** A verifier whose hashes are cheap and which counts how often it was asked. */
export interface MemoryVerifier extends SecretVerifier {
  readonly timesAsked: () => number;
  /** How often it was asked about a secret that had matched before. */
  readonly timesKnown: () => number;
}

/** A stored secret for tests: `MemoryVerifier` knows its hash. */
export function aSecret(secret: string, endsAt: Instant): RegisteredSecret {
  return { keyId: newObjectId(), hash: cheapHash(secret), endsAt };
}

function cheapHash(secret: string): string {
  return `$cheap$${createHash('sha256').update(secret).digest('base64url')}`;
}

/** Takes a turn of the event loop for each question, as a real hash would. */
export function memoryVerifier(): MemoryVerifier {
  let asked = 0;
  let known = 0;
  return {
    timesAsked: () => asked,
    timesKnown: () => known,
    async verify(hash, secret, hasMatched) {
      asked += 1;
      if (hasMatched) known += 1;
      await new Promise(setImmediate);
      return cheapHash(secret) === hash;
    },
  };
}

/** A directory with some verified domains. */
export function memoryTenant(tenantId: ObjectId, domains: readonly string[]): SignInTenant {
  return { tenantId, hasVerifiedDomain: async (name) => domains.includes(name.toLowerCase()) };
}

const nobodyHas = async (): Promise<never> => {
  throw new Error('a directory without people has no credentials');
};

const noCredentials: Credentials = {
  checkPassword: async () => ({ outcome: 'refused', retryAfterMs: 0 }),
  checkAccessPass: async () => ({ outcome: 'refused', retryAfterMs: 0 }),
  secondFactorsOf: async () => ({ hasApp: false, hasPasskey: false }),
  checkOneTimeCode: async () => ({ outcome: 'refused', retryAfterMs: 0 }),
  askForPasskey: nobodyHas,
  checkPasskey: async () => ({ outcome: 'refused' }),
  completeSignIn: nobodyHas,
  changePassword: async () => 'wrong',
  methodsOf: nobodyHas,
  beginApp: nobodyHas,
  finishApp: nobodyHas,
  beginPasskey: nobodyHas,
  finishPasskey: nobodyHas,
  removeFactor: nobodyHas,
};

/** A directory without people. */
export function noPeople(): People {
  return {
    credentials: noCredentials,
    endSessions: async () => {},
    endSession: async () => {},
    findPerson: async () => undefined,
    groupsOf: async () => [],
    rolesOf: async () => [],
    consentsOf: async () => [],
    recordConsent: async () => {},
    mayConsentForAll: async () => false,
    appAccessOf: async () => ({ isAssigned: false, roles: [] }),
    authenticationContexts: async () => [],
    claimFacts: async () => ({ country: null, extensions: {} }),
    planConsentForAll: async () => ({ apis: [], isAllowed: false }),
    giveConsentForAll: async () => false,
    findApi: async () => undefined,
    outboundAccess: async () => ({ isAllowed: true, isConsentAutomatic: false }),
    brand: async () => ({ displayName: 'Contoso', color: null }),
  };
}

/** A directory to which nobody comes from elsewhere. */
export function nobodyOutside(): OutsidePeople {
  return {
    host: async () => ({ directoryName: 'Contoso', privacyStatementUrl: null }),
    wayOf: async () => ({ kind: 'own' }),
    socialProviders: async () => [],
    hasPasscodes: async () => false,
    begin: async () => undefined,
    conclude: async () => {
      throw federationErrors.FEDERATION_UNKNOWN_STATE({});
    },
    sendPasscode: async () => ({ ticket: '' }),
    checkPasscode: async () => ({ outcome: 'refused' }),
    arrive: async () => ({ outcome: 'unknown' }),
    invitationState: async () => ({ state: 'unusable' }),
    redeem: async () => ({ outcome: 'consentNeeded' }),
    previewLeaving: async () => ({ directoryName: 'Contoso', refusal: 'NOT_EXTERNAL', groups: 0, applications: 0 }),
    leave: async () => {},
  };
}

/** Keeps nothing: without people there are no sessions. */
export function noRecords(): SignInRecords {
  return {
    save: async () => {},
    find: async () => undefined,
    findByOther: async () => undefined,
    consume: async () => false,
    remove: async () => {},
    removeByGrant: async () => {},
    listOfUser: async () => [],
    removeOfUser: async () => 0,
    removeExpired: async () => 0,
  };
}

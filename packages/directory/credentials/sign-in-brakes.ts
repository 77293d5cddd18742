import { foldCase, type Instant, type ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { Brake } from '../ports/credential-store.ts';
import { type DirectorySecret, directorySecret } from './directory-secret.ts';
import { knownBrowser } from './known-browser.ts';
import { networkOf } from './network-of.ts';

const day = 86_400_000;

/** Whose tries are counted together, and how they are slowed down. */
export const signInBrakes = {
  /** One name from one network, or in one known browser: what a person's own mistakes count on. */
  oneSource: { freeTries: 5, firstDelayMs: 2000, longestDelayMs: 15 * 60_000, forgetAfterMs: day },
  /** One name from all networks together that the user has not signed in from. */
  oneName: { freeTries: 50, firstDelayMs: 2000, longestDelayMs: 15 * 60_000, forgetAfterMs: day },
  /** All names from one network together. */
  oneNetwork: { freeTries: 100, firstDelayMs: 1000, longestDelayMs: 10_000, forgetAfterMs: 3_600_000 },
  /** Secrets of one application from one network; they cannot be guessed, so this only saves work. */
  oneApplication: { freeTries: 10, firstDelayMs: 1000, longestDelayMs: 10_000, forgetAfterMs: 3_600_000 },
} as const;

/** How long a network stays familiar after the last sign-in from there. */
export const familiarForMs = 90 * day;

/** After so long without a try every counter begins anew. */
export const longestMemoryMs = day;

/** How many counters there are: 2 to this power. What is counted is bounded, whatever names are tried. */
const nameBits = 20;
const sourceBits = 22;

/** Somebody tries to prove who they are. */
export interface Try {
  /** Guesses at different things are counted apart. */
  readonly what: 'password' | 'code';
  /** The name as it was typed, or for codes the id. */
  readonly name: string;
  /** Null when nobody has the name. */
  readonly userId: ObjectId | null;
  readonly clientAddress: string;
  /** The token of `completeSignIn`, where the browser showed one. */
  readonly browser: string | null;
}

/** The brakes that a try counts on. */
export interface Brakes {
  /** Begins anew when the try was right. */
  readonly own: Brake;
  /** A right try is taken back from these. */
  readonly shared: readonly Brake[];
  /** The user has signed in with this browser before. */
  readonly isKnownBrowser: boolean;
}

/**
 * Which brakes hold for a try. In a browser that the user has signed in with before, only the browser's own: nobody else
 * can wear them out. From a network that the user has signed in from, the brake of this name there and that of the network.
 * From elsewhere also the brake of the name. A name that nobody has is treated like one that is signed in to from
 * elsewhere. One statement, whether or not anybody has the name.
 */
export async function brakesFor(directory: Directory, attempt: Try, now: Instant): Promise<Brakes> {
  const secret = await directorySecret(directory);
  const { what, userId } = attempt;
  const network = networkOf(attempt.clientAddress);
  const isFamiliar = await directory.store.read((session) =>
    session.credentials.isFamiliar(userId ?? nobody, network, (now - familiarForMs) as Instant),
  );
  const browser = userId === null ? undefined : knownBrowser(secret, attempt.browser, userId, now);
  if (browser !== undefined) {
    const key = keyOf(secret, 'source', sourceBits, what, browser.nonce);
    return { own: { key, ...signInBrakes.oneSource }, shared: [], isKnownBrowser: true };
  }
  const name = foldCase(attempt.name);
  const ofNetwork = { key: keyOf(secret, 'network', nameBits, what, network), ...signInBrakes.oneNetwork };
  const ofName = { key: keyOf(secret, 'name', nameBits, what, name), ...signInBrakes.oneName };
  return {
    own: { key: keyOf(secret, 'source', sourceBits, what, name, network), ...signInBrakes.oneSource },
    shared: isFamiliar ? [ofNetwork] : [ofName, ofNetwork],
    isKnownBrowser: false,
  };
}

/**
 * Which brakes hold for a secret of an application: that of the application in this network, and that of the network. None
 * of the application alone, which others could pull.
 */
export async function applicationBrakes(
  directory: Directory,
  appId: string,
  clientAddress: string,
): Promise<Pick<Brakes, 'own' | 'shared'>> {
  const secret = await directorySecret(directory);
  const network = networkOf(clientAddress);
  const { oneApplication, oneNetwork } = signInBrakes;
  return {
    own: { key: keyOf(secret, 'source', sourceBits, 'secret', appId.toLowerCase(), network), ...oneApplication },
    shared: [{ key: keyOf(secret, 'network', nameBits, 'secret', network), ...oneNetwork }],
  };
}

const nobody = '00000000-0000-0000-0000-000000000000' as ObjectId;

function keyOf(secret: DirectorySecret, kind: string, bits: number, ...parts: readonly string[]): string {
  return `${kind} ${secret.bucket(bits, kind, ...parts)}`;
}

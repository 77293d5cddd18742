import type { Instant } from '@muster/kernel';

/** The instant at which a run asks its questions. */
export const presentInstant = (): Instant => Date.now() as Instant;

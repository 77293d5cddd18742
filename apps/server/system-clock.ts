import type { Clock, Instant } from '@muster/kernel';

/** The machine's clock. Nothing else in Muster reads it. */
export const systemClock: Clock = () => Date.now() as Instant;

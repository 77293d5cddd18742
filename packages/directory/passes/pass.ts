import type { Pass } from '../ports/rule-store.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/** Why work on a pass ended. */
export type PassOutcome = 'finished' | 'held' | 'superseded' | 'stopped' | 'failed';

export interface PassOptions {
  /** Names the worker that holds the lease. */
  readonly worker: string;
  readonly leaseMs: number;
  /** Memberships moved in one transaction, about. */
  readonly batchSize: number;
  readonly signal: AbortSignal;
  /** Told of every batch that was written. */
  readonly onProgress?: (pass: Pass) => void;
}

/** A pass that this worker works on, with the rule it applies. */
export interface StartedPass {
  readonly pass: Pass;
  readonly rule: ActiveRule;
}

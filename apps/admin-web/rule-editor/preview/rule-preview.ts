import type { RuleTestResult } from '../people-tests/rule-test.ts';

/** A node of a rule with how many it decides about; the shape of the API. */
export interface NodeCount {
  readonly kind: 'and' | 'or' | 'not' | 'comparison' | 'any' | 'all' | 'memberOf' | 'directReports' | 'reports';
  readonly depth: number;
  readonly text: string;
  readonly position: number;
  readonly length: number;
  readonly matching: number;
  readonly reached: number;
  readonly kept: number;
}

export const previewLists = ['joining', 'leaving', 'staying', 'nearMisses'] as const;
export type PreviewList = (typeof previewLists)[number];

/** Somebody a preview names. */
export interface PreviewedObject {
  readonly '@odata.type': string;
  readonly id: string;
  readonly displayName?: string | null;
  readonly userPrincipalName?: string;
  /** Of a near miss: the conditions that keep it out. */
  readonly clauses?: readonly string[];
}

/** What the API answers about a rule that is not saved. */
export interface RulePreview {
  readonly membershipRule: string;
  readonly objects: number;
  readonly members: number;
  readonly matching: number;
  readonly joining: number;
  readonly leaving: number;
  readonly staying: number;
  /** Null where the server keeps no columns in memory. */
  readonly nearMisses: number | null;
  readonly missedClauses: readonly { readonly clause: string; readonly count: number }[];
  readonly nodes?: readonly NodeCount[];
  readonly needsApproval: boolean;
  /** How many of the people kept with the rule it would put on the wrong side. */
  readonly failedTestCount: number;
  readonly tests: readonly RuleTestResult[];
  readonly value: readonly PreviewedObject[];
  readonly next: number | null;
}

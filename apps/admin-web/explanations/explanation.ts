import type { Clause } from '../controls/clause-tree.tsx';

/** A change as the API tells it. */
export interface ToldChange {
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly displayName: string };
  readonly operation: string;
  readonly requestId: string | null;
  readonly changedProperties: readonly {
    readonly name: string;
    readonly oldValue: unknown;
    readonly newValue: unknown;
    readonly isReadByRule: boolean;
  }[];
}

/** One entry or exit. */
export interface ToldMove extends ToldChange {
  readonly joined: boolean;
  readonly reason: string;
  readonly ruleChange?: ToldChange | null;
  readonly approval?: ToldChange;
  readonly turnedDates?: readonly { readonly property: string; readonly value: string; readonly turnedAt: string }[];
  readonly sources?: readonly {
    readonly id: string;
    readonly displayName: string | null;
    readonly joined: boolean;
  }[];
  readonly schedule?: { readonly isActivated: boolean; readonly until: string | null };
}

/** An object that a membership is about. */
interface Named {
  readonly id: string;
  /** `#microsoft.graph.user` and the like. */
  readonly type: string;
  readonly displayName: string | null;
}

/** Why something is a member of a group, or is not, as the API tells it. */
export interface Explanation {
  readonly group: Named;
  readonly member: Named;
  readonly isMember: boolean;
  readonly means: 'rule' | 'assigned' | 'nested' | null;
  readonly path: readonly { readonly group: Named; readonly member: Named; readonly since: string }[];
  readonly rule: {
    readonly membershipRule: string;
    readonly standing: 'applied' | 'paused' | 'broken' | 'held' | 'pending';
    readonly problem?: string;
    readonly membershipRuleEvaluationDetails: Clause | null;
    readonly setBy: ToldChange | null;
    readonly isManagerMissing?: boolean;
  } | null;
  readonly schedule: { readonly isActivated: boolean; readonly until: string | null } | null;
  readonly since: ToldMove | null;
}

/** How many clauses without clauses of their own the tree has, and how many of them hold. */
export function countClauses(clause: Clause): { readonly all: number; readonly held: number } {
  const inner = clause.expressionEvaluationDetails ?? [];
  if (inner.length === 0) return { all: 1, held: clause.expressionResult ? 1 : 0 };
  const counts = inner.map(countClauses);
  const sum = (of: 'all' | 'held') => counts.reduce((total, each) => total + each[of], 0);
  return { all: sum('all'), held: sum('held') };
}

/** What kind of thing a member is, as far as words tell it apart. */
export type MemberKind = 'user' | 'device' | 'group' | 'other';

export function memberKind({ type }: { readonly type: string }): MemberKind {
  const kind = type.split('.').at(-1);
  return kind === 'user' || kind === 'device' || kind === 'group' ? kind : 'other';
}

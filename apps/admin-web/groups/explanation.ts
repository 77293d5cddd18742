import type { Clause } from '../controls/clause-tree.tsx';

/** An object that a membership is about. */
export interface NamedEnd {
  readonly id: string;
  /** `#microsoft.graph.user` and the like. */
  readonly type: string;
  readonly displayName: string | null;
  readonly userPrincipalName?: string;
}

/** A change that somebody or something made. */
export interface ExplainedChange {
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly displayName: string };
  readonly operation: string;
  readonly requestId: string;
  readonly changedProperties: readonly {
    readonly name: string;
    readonly oldValue: unknown;
    readonly newValue: unknown;
    readonly isReadByRule: boolean;
  }[];
}

/** One coming or going. */
export interface ExplainedMove extends ExplainedChange {
  readonly joined: boolean;
  readonly reason: string;
  readonly ruleChange?: ExplainedChange | null;
  readonly approval?: ExplainedChange;
}

/** Why somebody is in a group or is not, as the API says it. */
export interface MembershipExplanation {
  readonly group: NamedEnd;
  readonly member: NamedEnd;
  readonly isMember: boolean;
  readonly means: 'rule' | 'assigned' | 'nested' | null;
  readonly path: readonly { readonly group: NamedEnd; readonly member: NamedEnd; readonly since: string }[];
  readonly rule: {
    readonly membershipRule: string;
    readonly standing: 'applied' | 'paused' | 'broken' | 'held' | 'pending';
    readonly problem?: string;
    readonly membershipRuleEvaluationResult: boolean | null;
    readonly membershipRuleEvaluationDetails: Clause | null;
  } | null;
  readonly schedule: {
    readonly isActivated: boolean;
    readonly since: string;
    readonly until: string | null;
    readonly justification: string | null;
  } | null;
  readonly since: ExplainedMove | null;
}

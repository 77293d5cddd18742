import type { Instant } from '@muster/kernel';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RuleProperty } from '../properties/rule-property.ts';
import type { Pattern } from '../regex/compile-pattern.ts';
import type { ComparisonOperator, Quantifier } from './operators.ts';
import type { RuleObjectType } from './rule-object-type.ts';
import type { Span } from './syntax-tree.ts';

/** The moment a date is compared with: fixed, or a distance from the instant of the pass. */
export type Moment =
  | { readonly kind: 'fixed'; readonly instant: Instant }
  | { readonly kind: 'clock'; readonly offsetMs: number };

/**
 * One question about one value, with everything prepared that does not depend on the value: texts are folded
 * (`foldCase`), patterns compiled, dates and versions read. A negative operator is the same question with its answer
 * turned round, so there are only positive tests.
 */
export type ValueTest =
  | { readonly kind: 'isNull' }
  | { readonly kind: 'isTrue' | 'isFalse' }
  | { readonly kind: 'equals' | 'startsWith' | 'endsWith' | 'contains'; readonly folded: string }
  | { readonly kind: 'isIn'; readonly folded: ReadonlySet<string> }
  | { readonly kind: 'matches'; readonly pattern: Pattern }
  | { readonly kind: 'isAt' | 'isAtOrAfter' | 'isAtOrBefore'; readonly moment: Moment }
  | { readonly kind: 'isVersionFrom' | 'isVersionUpTo'; readonly version: readonly number[] | null };

/** A plan's field, as `assignedPlan.<field>` names it. */
export type PlanField = 'servicePlanId' | 'service' | 'capabilityStatus';

/** A property of the object; `text` is its canonical spelling, `user.department`. */
export interface PropertySubject {
  readonly kind: 'property';
  readonly property: RuleProperty;
  readonly text: string;
}

/** Where a comparison takes its value from; `text` is the canonical spelling. */
export type Subject =
  | PropertySubject
  | { readonly kind: 'element'; readonly text: '_' }
  | { readonly kind: 'planField'; readonly field: PlanField; readonly text: string };

/** A condition without errors: parentheses are gone and nested chains of one connector are one chain. */
export type CheckedNode =
  | CheckedChain
  | CheckedNegation
  | CheckedQuantification
  | CheckedComparison
  | CheckedMemberOf
  | CheckedDirectReports
  | CheckedReports;

/** Conditions that must all hold (`and`), or of which one must (`or`). */
export interface CheckedChain {
  readonly kind: 'and' | 'or';
  readonly operands: readonly CheckedNode[];
}
/** A condition that must not hold. */
export interface CheckedNegation {
  readonly kind: 'not';
  readonly operand: CheckedNode;
}
/** A condition on some element (`any`) or on every element (`all`) of a collection. */
export interface CheckedQuantification {
  readonly kind: Quantifier;
  readonly subject: PropertySubject;
  /** Its comparisons are about the element. */
  readonly body: CheckedNode;
}
/** A comparison of one property or element with a value; on a collection it asks about some element. */
export interface CheckedComparison {
  readonly kind: 'comparison';
  readonly subject: Subject;
  readonly operator: ComparisonOperator;
  /** The value as written; lists and offsets of the clock in canonical layout. */
  readonly valueText: string;
  readonly test: ValueTest;
  /** True when the operator is the complement of `test` (law N). */
  readonly isNegated: boolean;
  /** Where the comparison stands in the text. */
  readonly span: Span;
}
/**
 * The object is a member of one of the groups whose ids the test holds: a direct one, or with the property
 * `transitiveMemberOf` (extended dialect) one at any depth of groups inside groups. The whole rule, or in the extended
 * dialect a condition among others.
 */
export interface CheckedMemberOf {
  readonly kind: 'memberOf';
  readonly subject: PropertySubject;
  readonly valueText: string;
  readonly test: ValueTest;
}
/** The direct reports rule: the test holds for the id of the object's manager, or for the object's own. */
export interface CheckedDirectReports {
  readonly kind: 'directReports';
  readonly valueText: string;
  readonly test: ValueTest;
}

/**
 * Extended dialect: the object is the manager whose id the test holds, or reports to that manager: directly
 * (`isDirect`), or at any depth.
 */
export interface CheckedReports {
  readonly kind: 'reports';
  readonly isDirect: boolean;
  readonly valueText: string;
  readonly test: ValueTest;
}

/** Ids, in lower case, each once, of what a rule asks about besides the object's own values. */
export interface RuleRelations {
  /** Groups of which direct members are asked for. */
  readonly groups: readonly string[];
  /** Groups of which members at any depth are asked for. */
  readonly groupsWithin: readonly string[];
  /** Managers of whom direct reports are asked for in a condition among others. */
  readonly directReportsOf: readonly string[];
  /** Managers of whom reports at any depth are asked for. */
  readonly allReportsOf: readonly string[];
}

declare const checked: unique symbol;

/** A rule without errors. Only `checkRule` makes one. */
export interface CheckedRule {
  readonly [checked]: true;
  /** The text exactly as submitted. */
  readonly text: string;
  readonly objectType: RuleObjectType;
  readonly tree: CheckedNode;
  readonly form: 'condition' | 'directReports' | 'memberOf';
  /**
   * Canonical names of the rule properties the rule reads; `managerId` and `objectId` for a direct reports rule,
   * `managerIds` and `objectId` for a condition about reports.
   */
  readonly properties: ReadonlySet<string>;
  /** The manager of a direct reports rule, in lower case. */
  readonly managerId: string | null;
  /** The groups whose members the rule asks about, in lower case, in the order written, each once. */
  readonly sourceGroupIds: readonly string[];
  /** The same by what is asked of them, and the managers. */
  readonly relations: RuleRelations;
  /**
   * True when the answer depends on more than the object's own values: on memberships, or on managers above its own. A
   * direct reports rule reads the object's own manager and is not one.
   */
  readonly readsRelations: boolean;
  /** Canonical names of the directory extensions the rule reads. */
  readonly extensionNames: readonly string[];
  /** True when the answer can change without a change of the object. */
  readonly isTimeDependent: boolean;
  readonly warnings: readonly Diagnostic[];
}

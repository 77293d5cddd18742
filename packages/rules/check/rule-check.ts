import type { Subject } from '../ast/checked-rule.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import type { Condition, PropertyWord } from '../ast/syntax-tree.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import type { PropertyTables, PropertyType } from '../properties/rule-property.ts';
import { patternBudget } from '../regex/compile-pattern.ts';

/** What a property or element in the rule turned out to be. */
export interface ResolvedSubject {
  readonly subject: Subject;
  readonly type: PropertyType;
  readonly isVersion: boolean;
}

/** What one run of the checker knows and has found so far. */
export class RuleCheck {
  readonly problems: Problem[] = [];
  /** The kind of object of the first property that names one. */
  objectType: RuleObjectType | undefined;
  readonly subjects = new Map<PropertyWord, ResolvedSubject>();
  /** What the patterns still to come may cost. */
  patternBudget = patternBudget;
  /** Only the first property memberOf is blamed when it does not stand alone. */
  hasMemberOf = false;

  constructor(
    readonly tables: PropertyTables,
    /** The whole rule without outer parentheses. */
    readonly root: Condition,
    readonly dialect: RuleDialect,
  ) {}

  /** Notes a problem; returns undefined, which stands for "nothing usable". */
  report(...found: Parameters<typeof problem>): undefined {
    this.problems.push(problem(...found));
    return undefined;
  }
}

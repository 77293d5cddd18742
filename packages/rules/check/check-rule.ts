import { foldCase, isGuid } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import { type ItemLiteral, type RuleSyntax, withoutParentheses } from '../ast/syntax-tree.ts';
import { type Diagnostic, diagnose, type Problem, problem } from '../diagnostics/diagnostic.ts';
import { extendedProperties, ruleProperties } from '../properties/property-tables.ts';
import type { PropertyTables } from '../properties/rule-property.ts';
import { lexRule } from '../syntax/lex-rule.ts';
import { parseRule } from '../syntax/parse-rule.ts';
import type { Token } from '../syntax/token.ts';
import { checkCondition } from './check-condition.ts';
import { lintRule } from './lint-rule.ts';
import { RuleCheck } from './rule-check.ts';
import { summarise } from './summarise.ts';

/** The longest rule, in UTF-16 code units of its text as submitted (D-08). */
export const longestRule = 3072;

/** What may differ from one caller of the checker to the next. */
export interface CheckOptions {
  /** Which language the rule may use; the portable one when absent. */
  readonly dialect?: RuleDialect;
  /** The attributes rules can read; those of the dialect when absent. Tables are indexed once, so pass the same object. */
  readonly properties?: PropertyTables;
}

/** A checked rule with its warnings, or everything that is wrong with the text. */
export type RuleCheckResult =
  | { readonly ok: true; readonly rule: CheckedRule; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks a rule: exactly one lexical or syntax error, or all semantic errors, or the checked rule with its warnings, in
 * order of position. Never throws. The work is bounded for every text, whatever its length.
 *
 * @see rule language spec §2.1, D-01
 */
export function checkRule(text: string, options: CheckOptions = {}): RuleCheckResult {
  const { dialect = 'entra', properties = dialect === 'extended' ? extendedProperties : ruleProperties } = options;
  const refused = (problems: readonly Problem[]) => ({ ok: false, diagnostics: diagnose(text, problems) }) as const;
  const outer = checkWholeText(text);
  if (outer !== undefined) return refused([outer]);
  const tokens = lexRule(text);
  if ('code' in tokens) return refused([tokens]);
  const syntax = parseRule(tokens, dialect);
  if ('code' in syntax) return refused([syntax]);
  const result = checkSyntax(syntax, properties, dialect);
  if (!result.ok) return refused(result.problems);
  return accept(text, { tokens, dialect }, syntax, result);
}

function checkWholeText(text: string): Problem | undefined {
  if (text.length > longestRule) {
    const surplus = { position: longestRule, length: text.length - longestRule };
    return problem('RULE_TOO_LONG', surplus, { count: text.length.toLocaleString('en-US') });
  }
  if (text.trim() === '') return problem('RULE_EMPTY', { position: 0, length: text.length });
  return undefined;
}

type SyntaxResult =
  | {
      readonly ok: true;
      readonly tree: CheckedNode;
      readonly objectType: RuleObjectType;
      readonly check?: RuleCheck;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function checkSyntax(syntax: RuleSyntax, tables: PropertyTables, dialect: RuleDialect): SyntaxResult {
  if (syntax.kind === 'directReports') return checkDirectReports(syntax.manager);
  const check = new RuleCheck(tables, withoutParentheses(syntax.condition), dialect);
  const tree = checkCondition(check, syntax.condition);
  const { problems, objectType } = check;
  if (tree === undefined || objectType === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, tree, objectType, check };
}

function checkDirectReports(manager: ItemLiteral): SyntaxResult {
  if (!isGuid(manager.value)) {
    return { ok: false, problems: [problem('INVALID_OBJECT_ID', manager, { text: manager.text })] };
  }
  const test = { kind: 'equals', folded: foldCase(manager.value) } as const;
  return { ok: true, objectType: 'user', tree: { kind: 'directReports', valueText: manager.text, test } };
}

function accept(
  text: string,
  { tokens, dialect }: { readonly tokens: readonly Token[]; readonly dialect: RuleDialect },
  syntax: RuleSyntax,
  { tree, objectType, check }: Extract<SyntaxResult, { ok: true }>,
): RuleCheckResult {
  const warnings = diagnose(text, lintRule(tokens, syntax, check, dialect));
  const rule = { text, objectType, tree, ...summarise(tree), warnings };
  // The one place where a rule becomes checked: everything the brand promises has been established above.
  return { ok: true, rule: rule as unknown as CheckedRule, diagnostics: warnings };
}

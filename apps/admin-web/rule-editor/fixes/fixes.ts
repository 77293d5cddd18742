import { type CheckOptions, checkRule, type Diagnostic, type DiagnosticCode, readRuleSyntax } from '@muster/rules';
import { applyChanges, type TextChange } from '../text-change.ts';
import { proposedChanges } from './proposed-changes.ts';

/** A way to put a problem right, one click away. */
export interface Fix {
  /** The text that the changes bring, for the button; empty when they only remove. */
  readonly label: string;
  readonly changes: readonly TextChange[];
}

/** A problem at its place, with what puts it right. */
export interface MarkedProblem {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly Fix[];
}

/**
 * Everything the checker says about the text, each with the fixes that make it vanish: every fix is tried on the text
 * before it is offered. `more` are findings from elsewhere, for example of the directory's values. Checks the text once
 * more for every proposed fix.
 */
export function markedProblems(
  text: string,
  options: CheckOptions = {},
  more: readonly Diagnostic[] = [],
): readonly MarkedProblem[] {
  const { diagnostics } = checkRule(text, options);
  return [
    ...diagnostics.map((diagnostic) => ({ diagnostic, fixes: fixesOf(text, diagnostic, diagnostics, options) })),
    ...more.map((diagnostic) => ({ diagnostic, fixes: statedFix(diagnostic) })),
  ].sort((a, b) => a.diagnostic.position - b.diagnostic.position);
}

function fixesOf(
  text: string,
  diagnostic: Diagnostic,
  before: readonly Diagnostic[],
  options: CheckOptions,
): readonly Fix[] {
  const seen = new Set<string>();
  const found = proposedChanges(text, diagnostic, options).flatMap((changes) => {
    const after = applyChanges(text, changes);
    if (seen.has(after) || !isBetter(text, after, diagnostic, before, options)) return [];
    seen.add(after);
    const isReadable = readRuleSyntax(after, options.dialect) !== undefined;
    return [{ fix: { label: changes.map((each) => each.insert.trim()).join(' … '), changes }, isReadable }];
  });
  const readable = found.filter(({ isReadable }) => isReadable);
  return (readable.length > 0 ? readable : found).map(({ fix }) => fix);
}

/** Errors that keep the text from being cut into pieces: whatever else is wrong, anywhere in it, is not seen yet. */
const ofPieces: ReadonlySet<DiagnosticCode> = new Set(['UNEXPECTED_CHARACTER', 'SMART_QUOTE', 'UNTERMINATED_STRING']);

function statedFix({ position, length, fix }: Diagnostic): readonly Fix[] {
  if (fix === undefined) return [];
  return [{ label: fix.trim(), changes: [{ from: position, to: position + length, insert: fix }] }];
}

/** True when the problem is gone and no error has come in its place, but one that stood behind it. */
function isBetter(
  text: string,
  after: string,
  { code, severity, position }: Diagnostic,
  before: readonly Diagnostic[],
  options: CheckOptions,
): boolean {
  const { ok, diagnostics } = checkRule(after, options);
  const count = (found: readonly Diagnostic[]) => found.filter((each) => each.code === code).length;
  const isFewer = count(diagnostics) < count(before);
  if (severity === 'warning') return ok && isFewer;
  const isCutNow = ofPieces.has(code) && !diagnostics.some((each) => ofPieces.has(each.code));
  const isReadNow =
    readRuleSyntax(text, options.dialect) === undefined && readRuleSyntax(after, options.dialect) !== undefined;
  if (isCutNow || isReadNow) return true;
  // One error of the text hides those behind it: measured from the end, the next must be nearer to it.
  const fromEnd = after.length - (diagnostics[0]?.position ?? after.length);
  return (
    ok ||
    (fromEnd < text.length - position && diagnostics[0]!.code !== code) ||
    (isFewer && fromEnd <= text.length - position)
  );
}

import type { Span } from '../ast/syntax-tree.ts';
import { type DiagnosticCode, type RuleErrorDefinition, ruleErrorCatalogue } from './rule-error-catalogue.ts';

/** One problem in a rule, with its place. Positions are UTF-16 code units from 0; line and column count from 1. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly position: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  /** What was probably meant. */
  readonly suggestion?: string;
  /** Text to put in place of the span. */
  readonly fix?: string;
  /** How to put it right, in a sentence. */
  readonly help: string;
}

/** A problem before its message is written. */
export interface Problem extends Span {
  readonly code: DiagnosticCode;
  readonly inserts: Readonly<Record<string, string>>;
  readonly suggestion?: string;
  readonly fix?: string;
}

/** Names a problem at a place; `inserts` fill the message of the catalogue. */
export function problem(
  code: DiagnosticCode,
  at: Span,
  inserts: Readonly<Record<string, string>> = {},
  advice: { readonly suggestion?: string | undefined; readonly fix?: string | undefined } = {},
): Problem {
  return {
    code,
    position: at.position,
    length: at.length,
    inserts,
    ...(advice.suggestion === undefined ? {} : { suggestion: advice.suggestion }),
    ...(advice.fix === undefined ? {} : { fix: advice.fix }),
  };
}

const longestInsert = 60;

function clip(text: string): string {
  return text.length <= longestInsert ? text : `${text.slice(0, longestInsert - 1)}…`;
}

function writeMessage(template: string, inserts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => clip(inserts[name] ?? ''));
}

/** The offsets at which the lines of a text begin. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
  return starts;
}

function inOrderOfPosition(a: Problem, b: Problem): number {
  return a.position - b.position || a.length - b.length;
}

/** Writes problems out as diagnostics of the text, in order of position. */
export function diagnose(text: string, problems: readonly Problem[]): Diagnostic[] {
  if (problems.length === 0) return [];
  const starts = lineStarts(text);
  let line = 0;
  return [...problems].sort(inOrderOfPosition).map((found) => {
    while (line + 1 < starts.length && starts[line + 1]! <= found.position) line += 1;
    const { severity, message, help }: RuleErrorDefinition = ruleErrorCatalogue[found.code];
    return {
      code: found.code,
      severity,
      message: writeMessage(message, found.inserts),
      position: found.position,
      length: found.length,
      line: line + 1,
      column: found.position - starts[line]! + 1,
      ...(found.suggestion === undefined ? {} : { suggestion: found.suggestion }),
      ...(found.fix === undefined ? {} : { fix: found.fix }),
      help: writeMessage(help, found.inserts),
    };
  });
}

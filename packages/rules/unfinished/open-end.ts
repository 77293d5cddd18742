import { type ComparisonOperator, findOperator, operatorRoles } from '../ast/operators.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import { lexRule } from '../syntax/lex-rule.ts';
import { isLiteralWord } from '../syntax/parse-value.ts';
import { readString } from '../syntax/read-string.ts';
import type { Token } from '../syntax/token.ts';
import { acceptedPieces, type NextPiece } from './accepted-pieces.ts';

/** What is being written at the end of an unfinished rule. */
export interface OpenEnd {
  /** Where the word being written begins; the end of the text when none is. */
  readonly from: number;
  /** Where it ends, which may be after the cursor. */
  readonly to: number;
  /** The word being written; with its opening quote when it is a text. */
  readonly typed: string;
  readonly isInText: boolean;
  /** What can stand there. */
  readonly accepted: ReadonlySet<NextPiece>;
  /** The property, as written, whose operator or value is being written. */
  readonly property?: string;
  /** The operator whose value is being written. */
  readonly operator?: ComparisonOperator;
  /** The collection, as written, in whose body the end stands. */
  readonly collection?: string;
}

const word = /(?:[-\u2010-\u2014\u2212]?[A-Za-z_$][\w$.]*|[-\u2010-\u2014\u2212])$/;

/**
 * What can be written where the cursor stands, by the parser itself and by what stands before it. After something wrong
 * the text counts from the condition that follows it. Time grows with the text.
 */
export function openEnd(wholeText: string, cursor = wholeText.length, dialect: RuleDialect = 'entra'): OpenEnd {
  const text = wholeText.slice(0, cursor);
  const { from, isInText } = startOfWord(text);
  const start = startOfSense(text.slice(0, from));
  const before = text.slice(start, from);
  const tokens = lexRule(before);
  const pieces = 'code' in tokens ? [] : tokens.slice(0, -1);
  const sound = soundPart(before, pieces, dialect);
  return {
    from,
    to: isInText ? endOfText(wholeText, from, cursor) : cursor + restOfWord.exec(wholeText.slice(cursor))![0].length,
    typed: text.slice(from),
    isInText,
    accepted: sound.accepted,
    ...testAtEnd(pieces, dialect),
    ...collectionAround(pieces, dialect),
  };
}

const restOfWord = /^[\w$.]*/;

/** The end of the text under the cursor; a quote that something else follows opens another text and does not end it. */
function endOfText(text: string, from: number, cursor: number): number {
  const end = readString(text, from)?.end;
  return end !== undefined && /^(?:[\s)\],]|$)/.test(text.slice(end)) ? end : cursor;
}

function startOfWord(text: string): { readonly from: number; readonly isInText: boolean } {
  const tokens = lexRule(text.slice(startOfSense(text)));
  if ('code' in tokens && tokens.code === 'UNTERMINATED_STRING') {
    return { from: startOfSense(text) + tokens.position, isInText: true };
  }
  return { from: word.exec(text)?.index ?? text.length, isInText: false };
}

/** The first place from which the text consists of tokens, but for one that is not finished. */
function startOfSense(text: string): number {
  let start = 0;
  for (;;) {
    const tokens = lexRule(text.slice(start));
    if (!('code' in tokens) || tokens.code === 'UNTERMINATED_STRING') return start;
    if (start + tokens.position + tokens.length >= text.length) return start;
    start += tokens.position + tokens.length;
  }
}

/** The pieces accepted after the text, or else after the condition that its end belongs to. */
function soundPart(text: string, pieces: readonly Token[], dialect: RuleDialect) {
  const accepted = acceptedPieces(text, dialect);
  if (accepted.size > 0) return { accepted };
  const begin = pieces.findLast((each) => each.kind === '(' || isRole(each, dialect, 'connector'));
  const rest = begin === undefined ? '' : text.slice(begin.position + begin.length);
  return { accepted: acceptedPieces(rest, dialect) };
}

const allRoles = [...new Set<string>(Object.values(operatorRoles))];

function isRole(token: Token | undefined, dialect: RuleDialect, ...roles: string[]): boolean {
  if (token?.kind !== 'operator' && token?.kind !== 'word') return false;
  const name = findOperator(token.value, dialect);
  return name !== undefined && roles.includes(operatorRoles[name]);
}

/** The property and operator of the test that the last tokens begin. */
function testAtEnd(pieces: readonly Token[], dialect: RuleDialect): Pick<OpenEnd, 'property' | 'operator'> {
  const list = pieces.findLastIndex((each) => each.kind === '[');
  const isInList = list >= 0 && pieces.slice(list).every((each) => each.kind !== ']');
  const last = isInList ? list - 1 : pieces.length - 1;
  const end = pieces[last];
  if (isRole(end, dialect, 'scalar', 'list')) {
    const operator = findOperator(end!.value, dialect) as ComparisonOperator;
    const property = pieces[last - 1];
    return property?.kind === 'word' ? { property: property.text, operator } : { operator };
  }
  const isProperty =
    end?.kind === 'word' && !isInList && !isLiteralWord(end.text) && !isRole(end, dialect, ...allRoles);
  return isProperty ? { property: end.text } : {};
}

/** The collection whose body is not closed yet. */
function collectionAround(pieces: readonly Token[], dialect: RuleDialect): Pick<OpenEnd, 'collection'> {
  let closed = 0;
  for (let i = pieces.length - 1; i > 0; i -= 1) {
    const token = pieces[i]!;
    if (token.kind === ')') closed += 1;
    if (token.kind === '(' && closed > 0) closed -= 1;
    else if (token.kind === '(' || closed === 0) {
      const quantifier = token.kind === '(' ? i - 1 : i;
      const isBody = token.kind === '(' || pieces[i + 1]?.kind !== '(';
      const property = pieces[quantifier - 1];
      if (isBody && property !== undefined && isRole(pieces[quantifier], dialect, 'quantifier')) {
        return { collection: property.text };
      }
    }
  }
  return {};
}

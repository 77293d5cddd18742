import { findOperator, operatorRoles } from '@muster/rules';

/** A stretch of a rule's text with the part it plays. */
export interface RulePiece {
  readonly from: number;
  readonly to: number;
  readonly kind: 'property' | 'operator' | 'connector' | 'text' | 'literal';
}

const pieces = /"(?:`[\s\S]|[^"`])*"?|'(?:''|[^'])*'?|[-\u2010-\u2014\u2212]?[A-Za-z_$][\w$.]*|\d[\w.:+-]*/g;

/** The pieces of a text that have a colour, in order; of finished and unfinished texts. */
export function rulePieces(text: string): readonly RulePiece[] {
  const found: RulePiece[] = [];
  for (const match of text.matchAll(pieces)) {
    const kind = kindOf(match[0]);
    if (kind !== undefined) found.push({ from: match.index, to: match.index + match[0].length, kind });
  }
  return found;
}

function kindOf(piece: string): RulePiece['kind'] | undefined {
  if (/^["']/.test(piece)) return 'text';
  if (/^\d/.test(piece)) return 'literal';
  const word = piece.replace(/^[-\u2010-\u2014\u2212]/, '');
  if (/^(?:true|false|null|system\.now|p\d[\dwdt]*|pt\w+)$/i.test(word)) return 'literal';
  const operator = findOperator(word, 'extended');
  if (operator !== undefined) {
    const role = operatorRoles[operator];
    return role === 'connector' || role === 'negation' ? 'connector' : 'operator';
  }
  return word === '_' || word.includes('.') ? 'property' : undefined;
}

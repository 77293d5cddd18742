import type { CheckedComparison, CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import type { Span } from '../ast/syntax-tree.ts';
import { lexRule } from '../syntax/lex-rule.ts';
import type { Token } from '../syntax/token.ts';

/** Where the parts of a rule stand in its text. */
export class Places {
  private readonly tokens: readonly Token[];
  /** Conditions about memberships and reports have no place of their own in the tree: they stand in its order. */
  private readonly relations = new Map<CheckedNode, Span>();

  constructor(private readonly rule: CheckedRule) {
    const tokens = lexRule(rule.text);
    this.tokens = 'code' in tokens ? [] : tokens.filter((each) => each.kind !== 'end');
    const places = placesOfRelations(this.tokens);
    for (const [i, node] of relationsIn(rule.tree).entries())
      if (places[i] !== undefined) this.relations.set(node, places[i]);
  }

  /** The whole rule without the blanks around it. */
  whole(): Span {
    const { text } = this.rule;
    const position = text.length - text.trimStart().length;
    return { position, length: text.trim().length };
  }

  /** From the first of the parts to the last; the whole rule where none of them has a comparison. */
  of(parts: readonly CheckedNode[]): Span {
    if (parts.length === 1 && parts[0] === this.rule.tree) return this.whole();
    const spans = parts.flatMap((each) => this.placeOf(each) ?? []);
    return joined(spans) ?? this.whole();
  }

  /** From the operator of a comparison to its end. */
  ofTest({ span }: CheckedComparison): Span {
    const [, operator] = this.within(span);
    return operator === undefined ? span : fromTo(operator.position, endOf(span));
  }

  /** The texts and numbers that a comparison names, as written, in order. */
  valuesOf({ span }: CheckedComparison): readonly Token[] {
    return this.within(span).filter((token) => token.kind === 'string' || token.kind === 'number');
  }

  private within({ position, length }: Span): readonly Token[] {
    return this.tokens.filter((token) => token.position >= position && token.position < position + length);
  }

  private placeOf(node: CheckedNode): Span | undefined {
    switch (node.kind) {
      case 'comparison':
        return node.span;
      case 'and':
      case 'or':
        return joined(node.operands.flatMap((each) => this.placeOf(each) ?? []));
      case 'not':
        return this.reach(this.placeOf(node.operand), (token) => /^.?not$/i.test(token.text));
      case 'any':
      case 'all': {
        const subject = node.subject.text.toLowerCase();
        return this.reach(this.placeOf(node.body), (token) => token.text.toLowerCase() === subject);
      }
      default:
        return this.relations.get(node);
    }
  }

  /** The span with what stands before it from the nearest such token on, and the parentheses opened there closed. */
  private reach(inner: Span | undefined, isHead: (token: Token) => boolean): Span | undefined {
    if (inner === undefined) return undefined;
    let first = this.tokens.findIndex((token) => token.position >= inner.position) - 1;
    let open = 0;
    for (; first >= 0 && !isHead(this.tokens[first]!); first -= 1) if (this.tokens[first]!.text === '(') open += 1;
    if (first < 0) return inner;
    let end = endOf(inner);
    for (const token of this.tokens) {
      if (token.position < end) continue;
      if (open === 0 || token.text !== ')') break;
      open -= 1;
      end = endOf(token);
    }
    return fromTo(this.tokens[first]!.position, end);
  }
}

function endOf({ position, length }: Span): number {
  return position + length;
}

function fromTo(from: number, to: number): Span {
  return { position: from, length: to - from };
}

function joined(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  return fromTo(Math.min(...spans.map((each) => each.position)), Math.max(...spans.map(endOf)));
}

function relationsIn(node: CheckedNode): readonly CheckedNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap(relationsIn);
    case 'not':
      return relationsIn(node.operand);
    case 'any':
    case 'all':
    case 'comparison':
      return [];
    default:
      return [node];
  }
}

/** A test of memberOf reaches to the parenthesis behind its list, one of reports to the id. */
function placesOfRelations(tokens: readonly Token[]): readonly Span[] {
  return tokens.flatMap((head, i) => {
    const rest = tokens.slice(i + 1);
    if (/\.(?:transitive)?memberof$/i.test(head.text) && head.kind === 'word') {
      const list = rest.findIndex(({ kind }) => kind === ']');
      const last = rest[list + 1]?.kind === ')' ? rest[list + 1] : rest[list];
      return last === undefined ? [] : [fromTo(head.position, endOf(last))];
    }
    const isReports = /^(?:direct|all)$/i.test(head.text) && /^reports$/i.test(rest[0]?.text ?? '');
    const id = isReports ? rest.find(({ kind }) => kind === 'string') : undefined;
    return id === undefined ? [] : [fromTo(head.position, endOf(id))];
  });
}

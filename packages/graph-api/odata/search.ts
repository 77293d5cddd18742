import type { Condition } from '@muster/directory';
import { capabilityOf } from '../capabilities/capability-tables.ts';
import { maximumFilterDepth, maximumFilterLength } from '../capabilities/limits.ts';
import { graphErrors } from '../errors.ts';
import { type PropertyScope, resolveProperty, scopeTypeName } from './property-scope.ts';

const tokenized: ReadonlySet<string> = new Set(['displayName', 'description']);

function invalid(reason: string, position: number) {
  return graphErrors.SEARCH_INVALID({ reason, position });
}

/** Recursive descent over the text itself; AND binds tighter than OR. */
class SearchParser {
  readonly #text: string;
  readonly #scope: PropertyScope;
  readonly #strict: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string, scope: PropertyScope, strict: boolean) {
    this.#text = text;
    this.#scope = scope;
    this.#strict = strict;
  }

  parse(): Condition {
    const condition = this.#chain('or', () => this.#and());
    this.#skipSpace();
    if (this.#at < this.#text.length) throw invalid('expected AND or OR', this.#at);
    return condition;
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && this.#text[this.#at]!.trim() === '') this.#at += 1;
  }

  #takes(piece: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(piece, this.#at)) return false;
    this.#at += piece.length;
    return true;
  }

  #chain(op: 'and' | 'or', next: () => Condition): Condition {
    const terms = [next()];
    while (this.#takes(op.toUpperCase())) terms.push(next());
    return terms.length === 1 ? terms[0]! : { op, terms };
  }

  #and(): Condition {
    return this.#chain('and', () => this.#primary());
  }

  #primary(): Condition {
    if (!this.#takes('(')) return this.#clause();
    this.#depth += 1;
    if (this.#depth > maximumFilterDepth) throw invalid('nested too deep', this.#at);
    const condition = this.#chain('or', () => this.#and());
    if (!this.#takes(')')) throw invalid('expected `)`', this.#at);
    this.#depth -= 1;
    return condition;
  }

  #quoted(start: number): string {
    let content = '';
    for (; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text[this.#at]!;
      if (char === '"') {
        this.#at += 1;
        return content;
      }
      if (char === '\\') this.#at += 1;
      content += this.#text[this.#at] ?? '';
    }
    throw invalid('the quotation mark is not closed', start);
  }

  #clause(): Condition {
    this.#skipSpace();
    const start = this.#at;
    if (!this.#takes('"')) throw invalid('expected a clause in double quotation marks', start);
    const content = this.#quoted(start);
    const colon = content.indexOf(':');
    if (colon === -1) throw invalid('the property name is missing', start);
    const text = content.slice(colon + 1).trim();
    if (text === '' || text.includes('\0')) throw invalid('the text is missing', start);
    return this.#condition(content.slice(0, colon).trim(), text, start);
  }

  #condition(name: string, text: string, start: number): Condition {
    const property = resolveProperty(this.#scope, name);
    if (property === undefined) throw invalid(`\`${scopeTypeName(this.#scope)}\` has no property \`${name}\``, start);
    const { definition, isExtension, owners } = property;
    if (definition.type !== 'String' && definition.type !== 'Guid')
      throw invalid(`\`${property.name}\` is not a text`, start);
    const path = [property.name];
    if (tokenized.has(property.name)) return { op: 'words', path, text };
    const isFilterable = owners.some((owner) => capabilityOf(owner, path, isExtension) !== undefined);
    if (this.#strict && !isFilterable) throw invalid(`\`${property.name}\` cannot be searched`, start);
    if (definition.isCollection) return { op: 'any', path, element: { op: 'startsWith', path: [], value: text } };
    return { op: 'startsWith', path, value: definition.type === 'Guid' ? text.toLowerCase() : text };
  }
}

/**
 * Turns `$search` into a condition: words on `displayName` and `description`, the beginning of any other text.
 *
 * @throws AppError SEARCH_INVALID
 * @see Graph surface spec §4.4
 */
export function parseSearch(text: string, scope: PropertyScope, strict: boolean): Condition {
  if (text.length > maximumFilterLength) throw invalid(`longer than ${maximumFilterLength} characters`, 0);
  return new SearchParser(text, scope, strict).parse();
}

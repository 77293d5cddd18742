/**
 * The fields of a composite value in PostgreSQL's text form, each as the text of its own type; null for NULL.
 *
 * @see PostgreSQL documentation, "Composite Types", 8.16.6: input and output syntax
 */
export function compositeFields(text: string): (string | null)[] {
  const fields: (string | null)[] = [];
  const end = text.length - 1;
  for (let at = 1; at <= end; at++) {
    if (text[at] !== '"') {
      let next = text.indexOf(',', at);
      if (next === -1) next = end;
      fields.push(next === at ? null : text.slice(at, next));
      at = next;
      continue;
    }
    const close = closingQuote(text, at + 1);
    const quoted = text.slice(at + 1, close);
    fields.push(/["\\]/.test(quoted) ? quoted.replaceAll(/(["\\])\1/g, '$1') : quoted);
    at = close + 1;
  }
  return fields;
}

/** Quotes and backslashes inside are doubled. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

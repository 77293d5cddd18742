/**
 * A rule in lines, broken before `-and` and `-or` outside of quotes and of the brackets of `-any` and lists, indented by the
 * brackets around. The words stay those of the rule; only blanks between them change.
 */
export function ruleLines(rule: string): readonly string[] {
  const parts = rule.match(/"(?:`["`]|[^"])*"|'(?:''|[^'])*'|[()[\]]|\s+|[^\s()[\]"']+|./g) ?? [];
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  for (const part of parts) {
    if (/^\s+$/.test(part)) {
      if (line.trim() !== '') line += ' ';
      continue;
    }
    if (/^-?(and|or)$/i.test(part) && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = '  '.repeat(Math.max(depth, 0));
    }
    line += part;
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

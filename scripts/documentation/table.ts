/** A Markdown table; the cells are written as they are, with bars kept from ending them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

/** Text in Markdown code; text with backticks gets two of them around it. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Text that Markdown would otherwise read as HTML. */
export function plain(text: string): string {
  return text.replaceAll('<', '&lt;');
}

/** The first lines of a page that nobody should edit by hand. */
export function heading(title: string, source: string): string {
  return `# ${title}\n\n<!-- Written by \`npm run docs\` from ${source}. Do not edit. -->\n\n`;
}

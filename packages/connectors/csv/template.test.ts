import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate, templateFault } from './template.ts';

describe('templates', () => {
  const header = ['first', 'last'];
  const cases: [string, string[], string][] = [
    ['{first}.{last}@x.example', ['Ann', 'Lee'], 'Ann.Lee@x.example'],
    ['{first}.{last}@x.example', ['Ann', ''], ''],
    ['always', ['', ''], 'always'],
    ['{ first | ascii | lower }', ['José', ''], 'jose'],
    ['{first|ascii}', ['Łukasz Groß', ''], 'Lukasz Gross'],
    ['{first|ascii}', ['François', ''], 'Francois'],
    ['{first|ascii}', ['李', ''], '李'],
  ];
  it.each(cases)('%s with %j', (text, cells, expected) => {
    expect(
      fillTemplate(
        parseTemplate(text, (name) => header.indexOf(name)),
        cells,
      ),
    ).toBe(expected);
  });

  it('name what is wrong with them', () => {
    expect(templateFault('{first')).toBe('has a brace without its partner');
    expect(templateFault('{first|upper}')).toBe('has `|upper`; known are ascii, lower');
    expect(templateFault('{first|ascii}')).toBeUndefined();
  });
});

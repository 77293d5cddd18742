import { describe, expect, it } from 'vitest';
import { openEnd } from './open-end.ts';

/** The open end as `accepted | typed | property operator collection`. */
function shown(text: string): string {
  const { accepted, typed, property, operator, collection } = openEnd(text);
  const about = [property, operator, collection === undefined ? undefined : `in ${collection}`];
  return `${[...accepted].join(' ')} | ${typed} | ${about.filter((each) => each !== undefined).join(' ')}`;
}

const start = 'property not reports (';
const inside = 'property not (';
const operators = 'comparison listOperator quantifier';

describe('the open end', () => {
  it.each([
    ['', `${start} |  | `],
    ['us', `${start} | us | `],
    ['user.', `${start} | user. | `],
    ['user.city ', `${operators} |  | user.city`],
    ['user.city -', `${operators} | - | user.city`],
    ['user.city-st', `${operators} | -st | user.city`],
    ['user.city -eq ', 'value clock |  | user.city eq'],
    ['user.city -eq "Be', 'value clock | "Be | user.city eq'],
    ['user.city -in ["a", ', 'value |  | user.city in'],
    ['user.city -in ["a"', '] , |  | user.city in'],
    ['user.city -in', `${operators} | -in | user.city`],
    ['user.city -in ', '[ |  | user.city in'],
    ['user.city -eq "a" ', 'connector |  | '],
    ['(user.city -eq "a" ', 'connector ) |  | '],
    ['user.city -eq "a" -and ', `${inside} |  | `],
    ['user.employeeHireDate -ge system.now ', 'connector offset |  | '],
    ['user.employeeHireDate -ge system.now -minus ', 'duration |  | '],
    ['user.otherMails -any (', `${inside} |  | in user.otherMails`],
    ['user.otherMails -any _ ', `${operators} |  | _ in user.otherMails`],
    ['user.otherMails -any (_ -eq "a") -and ', `${inside} |  | `],
    ['user.city -eq "a" user.mail -eq "b" -and us', `${start} | us | `],
    ['user.city == "a" -and user.mail ', `${operators} |  | user.mail`],
  ])('%s: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

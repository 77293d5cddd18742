import { checkRule } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import type { CompletionContext } from './completion.ts';
import { completionsAt } from './completions.ts';

const extension = 'extension_c272a57b722d4eb29bfe327874ae79cb_badge';
const asked: string[] = [];
const context: CompletionContext = {
  language: 'en',
  extensions: [extension],
  values: async (type, property, begin) => {
    asked.push(`${type} ${property} ${begin}`);
    return [{ value: 'Sales "North"', count: 12 }];
  },
};

/** The completions where `|` stands, as `replaced text: options`. */
async function completed(marked: string, more: Partial<CompletionContext> = {}): Promise<string> {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, options } = await completionsAt(text, cursor, { ...context, ...more });
  return `${text.slice(from, to)}: ${options.map((each) => each.insert).join(' ')}`;
}

describe('completion', () => {
  it.each([
    ['user.depa|', 'user.depa: user.department'],
    ['depart|ment -eq "x"', 'department: user.department'],
    ['user.city -eq "a" -and badge|', `badge: user.${extension}`],
    [`user.${extension.slice(0, 12)}|`, `user.extension_c2: user.${extension}`],
    ['user.accountEnabled |', ': -eq -ne'],
    ['user.accountEnabled -eq t|', 't: true'],
    ['user.employeeHireDate -g|', '-g: -ge'],
    ['user.employeeHireDate -ge |', ': system.now'],
    ['user.employeeHireDate -ge system.now -m|', '-m: -minus'],
    ['user.otherMails -any (|', ': _ -not ('],
    [
      'user.assignedPlans -any (assignedPlan.serv|',
      'assignedPlan.serv: assignedPlan.service assignedPlan.servicePlanId',
    ],
    ['user.memberOf |', ': -any'],
    ['user.memberOf -any (|', ': group.objectId -not ('],
    ['user.city -in |', ': ['],
    ['user.userType -eq "G|"', '"G": "Sales `"North`"" "Guest"'],
    ["user.city -eq 'S|", "'S: 'Sales \"North\"'"],
    ['user.city -in ["a"|', ': ] ,'],
    ['(user.city -eq "a" |', ': -and -or )'],
    ['user.city -eq "S| -and user.mail -eq "x"', '"S: "Sales `"North`""'],
  ])('%s → %s', async (marked, expected) => {
    expect(await completed(marked)).toBe(expected);
  });

  it('asks the source for the property and what is typed, and gives the counts', async () => {
    asked.length = 0;
    const { options } = await completionsAt('user.department -eq "Sa', 23, context);
    expect(asked).toEqual(['user department Sa']);
    expect(options).toEqual([{ kind: 'value', insert: '"Sales `"North`""', detail: '', count: 12 }]);
    await completionsAt('user.assignedPlans -any (assignedPlan.service -eq "S', 52, context);
    expect(asked.at(-1)).toBe('user assignedPlans/assignedPlan.service S');
  });

  it('offers the properties of the kind of object that the rule is about', async () => {
    const first = await completionsAt('', 0, context);
    expect(first.options.some((each) => each.insert === 'device.deviceModel')).toBe(true);
    const next = await completionsAt('user.city -eq "a" -and ', 23, context);
    expect(next.options.some((each) => each.insert.startsWith('device.'))).toBe(false);
    const devices = await completionsAt('', 0, { ...context, objectType: 'device' });
    expect(devices.options.some((each) => each.insert.startsWith('user.'))).toBe(false);
  });

  it('says operators in plain words of the language', async () => {
    const { options } = await completionsAt('user.employeeHireDate -g', 24, { ...context, language: 'de' });
    expect(options).toEqual([{ kind: 'operator', insert: '-ge', detail: 'ist am oder nach' }]);
  });

  it('offers operators that make a rule with the values offered after them', async () => {
    const operators = await completionsAt('user.userType ', 14, context);
    for (const { insert } of operators.options.filter((each) => each.insert !== '-match')) {
      const values = await completionsAt(`user.userType ${insert} `, 15 + insert.length, context);
      for (const value of values.options.filter((each) => each.kind === 'value')) {
        expect(checkRule(`user.userType ${insert} ${value.insert}`).ok, `${insert} ${value.insert}`).toBe(true);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import { GraphProblem } from '../graph/graph-problem.ts';
import { roleRefusal } from './role-refusal.ts';

const texts = {
  lastAdministrator: 'last',
  tooShort: 'short',
  exists: 'exists',
  waiting: 'waiting',
  gone: 'gone',
  context: 'context',
  rules: { MfaRule: 'factor', TicketingRule: 'ticket' },
};
const refused = (code: string, message = '') =>
  roleRefusal(new GraphProblem('invalid', 400, message, 'r1', undefined, code), texts);

describe('refusals about roles', () => {
  it('say every rule that fails, and whether another sign-in would help', () => {
    const rules = (list: string) =>
      refused('RoleAssignmentRequestPolicyValidationFailed', `The following policy rules failed: ${list}`);
    expect(rules('["MfaRule","TicketingRule"]')).toMatchObject({ problem: { message: 'factor ticket' }, claims: '' });
    expect(rules('["TicketingRule"]').claims).toBeUndefined();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    expect(refused('RoleAssignmentRequestAcrsValidationFailed', `&claims=${encodeURIComponent(claims)}`)).toMatchObject(
      { problem: { message: 'context' }, claims },
    );
  });

  it('keep the words of the server where there are no better ones', () => {
    expect(refused('ActiveDurationTooShort').problem).toMatchObject({ message: 'short', requestId: 'r1' });
    expect(refused('Request_BadRequest', 'x without a Global Administrator y').problem.message).toBe('last');
    expect(refused('Other', 'why').problem.message).toBe('why');
    expect(roleRefusal(new Error('no net'), texts).problem.message).toBe('no net');
  });
});

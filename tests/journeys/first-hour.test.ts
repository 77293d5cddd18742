import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

describe('a first hour with the demo company', () => {
  it('has 290 people and 107 guests', async () => {
    const eventual = { ConsistencyLevel: 'eventual' };
    const count = async (filter: string) =>
      (await muster.call('GET', `/v1.0/users/$count?$filter=${encodeURIComponent(filter)}`, undefined, eventual)).body;
    expect(await count("userType eq 'Member'")).toBe('290');
    expect(await count("userType eq 'Guest'")).toBe('107');
  });

  it('tells a visitor without a token where the API is', async () => {
    const page = await fetch(muster.url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('name="muster-tenant"');
    const { status, body } = await call(muster.url, '', 'GET', '/elsewhere');
    expect(status).toBe(401);
    expect(body.error).toMatchObject({
      code: 'InvalidAuthenticationToken',
      innerError: { help: expect.stringContaining('/v1.0') },
    });
  });

  it('fills a group by its rule and lets it follow a person', async () => {
    const group = await muster.graph.api('/groups').post({
      displayName: 'Sales',
      mailEnabled: false,
      mailNickname: 'sales',
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: '(user.department -eq "Sales") and (user.userType -eq "Member")',
      membershipRuleProcessingState: 'On',
    });
    await muster.settled();
    const names = async () => {
      const page = await muster.graph.api(`/groups/${group.id}/members`).select('displayName').top(999).get();
      return page.value.map((member: { displayName: string }) => member.displayName);
    };
    expect(await names()).toHaveLength(18);
    expect(await names()).toContain('Brian Welcker');
    await muster.graph.api('/users/ken0@adventure-works.com').patch({ department: 'Sales' });
    expect(await names()).toContain('Ken Sánchez');
    await muster.graph.api('/users/ken0@adventure-works.com').patch({ department: 'Executive' });
    expect(await names()).not.toContain('Ken Sánchez');
  });
});

import type { Page } from 'playwright-core';
import { type AdminCentre, globalAdministrator } from '../journeys/admin-centre.ts';

/** A page as somebody sees it who has opened it, or done a little more. */
export interface Screen {
  /** Of its pictures. */
  readonly name: string;
  readonly path: string;
  /** There when the page shows what it is for. */
  readonly ready: string;
  /** What is opened on it. */
  act?(page: Page): Promise<void>;
}

const click = (selector: string, opened: string) => async (page: Page) => {
  await page.click(selector);
  await page.waitForSelector(opened);
};

/**
 * Every page of the admin centre, with what opens on it. A new page is a line here; ids come from the demo company that the server was
 * started with.
 */
export async function allScreens({ server }: AdminCentre): Promise<readonly Screen[]> {
  const first = async (path: string) => (await server.call('GET', path)).body.value[0]?.id as string;
  const made = await server.call('POST', '/v1.0/groups', {
    displayName: 'Sales people',
    description: 'Everybody who sells',
    mailNickname: 'sales-people',
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: ['DynamicMembership'],
    membershipRule: '(user.department -eq "Sales") -and (user.userType -eq "Member")',
  });
  const byHand = await server.call('POST', '/v1.0/groups', {
    displayName: 'Project Alpha',
    mailNickname: 'project-alpha',
    mailEnabled: false,
    securityEnabled: true,
  });
  await server.settled();
  const ids = {
    user: await first("/v1.0/users?$filter=startswith(displayName,'Brian W')&$top=1&$select=id"),
    group: made.body.id as string,
    role: globalAdministrator,
    change: await first('/v1.0/auditLogs/directoryAudits?$top=1'),
  };
  const titled = (name: string, path: string): Screen => ({ name, path, ready: 'main h1' });
  return [
    { name: 'overview', path: '/', ready: 'main a' },
    { name: 'users', path: '/users', ready: '[role=cell]' },
    { name: 'users-guests', path: '/users?guests=true&sort=-displayName', ready: '[role=cell]' },
    { name: 'users-none', path: '/users?search=nobody-is-called-this', ready: '[role=status] >> text=0' },
    {
      name: 'users-columns',
      path: '/users',
      ready: '[role=cell]',
      act: click('text=/^(Columns|Spalten)$/', '[role=menuitemcheckbox]'),
    },
    {
      name: 'users-save-view',
      path: '/users?guests=true',
      ready: '[role=cell]',
      async act(page) {
        await click('text=/^(Views|Ansichten)$/', '[role=menu]')(page);
        await click('[role=menuitem] >> text=/^(Save this view|Diese Ansicht speichern)/', '[role=dialog] input')(page);
      },
    },
    { name: 'groups', path: '/groups', ready: '[role=status]:not(:empty)' },
    { name: 'devices', path: '/devices', ready: '[role=status]:not(:empty)' },
    ...['overview', 'properties', 'groups', 'roles', 'methods', 'sign-ins', 'history'].map((tab) =>
      titled(`user-${tab}`, `/users/${ids.user}/${tab}`),
    ),
    {
      name: 'user-why',
      path: `/users/${ids.user}/groups`,
      ready: 'main summary',
      act: click('main summary', 'main details[open] code'),
    },
    ...['new', 'invite', 'invite-many', 'deleted'].map((page) => titled(`users-${page}`, `/users/${page}`)),
    ...['overview', 'properties', 'members', 'owners', 'memberships', 'compare', 'growth', 'history'].map((tab) =>
      titled(`group-${tab}`, `/groups/${ids.group}/${tab}`),
    ),
    titled('group-convert', `/groups/${byHand.body.id}/convert`),
    { name: 'group-rule', path: `/groups/${ids.group}/rule`, ready: '[role=tab] >> text=/^(Stay|Bleiben)/' },
    ...['new', 'deleted', 'processing'].map((page) => titled(`groups-${page}`, `/groups/${page}`)),
    titled('group-settings', '/group-settings'),
    titled('devices-new', '/devices/new'),
    titled('roles', '/roles'),
    ...['my', 'approvals', 'groups', 'administrative-units'].map((page) => titled(`roles-${page}`, `/roles/${page}`)),
    ...['overview', 'permissions', 'active', 'eligible', 'settings'].map((tab) =>
      titled(`role-${tab}`, `/roles/${ids.role}/${tab}`),
    ),
    ...['overview', 'invitations', 'collaboration', 'identity-providers', 'cross-tenant-access'].map((tab) =>
      titled(`external-identities-${tab}`, `/external-identities/${tab}`),
    ),
    titled('audit', '/audit'),
    titled('audit-entry', `/audit/${ids.change}`),
    titled('audit-sign-ins', '/audit/sign-ins'),
    ...['organization', 'domains', 'user-settings', 'password-protection', 'authentication-contexts', 'rules'].map(
      (tab) => titled(`settings-${tab}`, `/settings/${tab}`),
    ),
    ...['groups', 'owned', 'invitations', 'security', 'roles'].map((tab) => titled(`my-${tab}`, `/my/${tab}`)),
    { name: 'nothing', path: `/users/${ids.user}/nothing/at/all`, ready: 'h1' },
    { name: 'account', path: '/', ready: 'main a', act: click('header button[aria-haspopup=menu]', '[role=menu]') },
    {
      name: 'palette',
      path: '/',
      ready: 'main a',
      async act(page) {
        await page.keyboard.press('Control+k');
        await page.waitForSelector('[role=dialog] input');
      },
    },
  ];
}

import type { NamedApplication } from '../actors/caller.ts';

/** The id under which the directory's own pages sign people in; no application can have it. */
export const pagesAppId = '00000000-0000-0000-0000-000000000001';

/** The id under which the admin centre signs people in; no application can have it. */
export const adminWebAppId = '00000000-0000-0000-0000-000000000002';

export const adminWebName = 'Muster admin centre';

/** What people sign in to without it being an application of the directory. */
export const ownApplications: readonly NamedApplication[] = [
  { appId: pagesAppId, name: 'Muster sign-in pages' },
  { appId: adminWebAppId, name: adminWebName },
];

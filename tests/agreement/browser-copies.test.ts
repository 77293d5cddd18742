// What the browser may not import of the packages, the admin centre has as a copy: each is held to its original here.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeCsvFile, openCsvFile, readInvitees } from '@muster/connectors';
import { activities } from '@muster/directory';
import { expect, it } from 'vitest';
import { activities as shownActivities } from '../../apps/admin-web/audit/activities.ts';
import {
  type Invitee,
  columnNames as readColumns,
  readInvitees as readInBrowser,
  mostInvitees as readMost,
} from '../../apps/admin-web/users/invitations/read-invitees.ts';
import { decidedOnPremises as shownAsDecided } from '../../apps/admin-web/users/properties/property-names.ts';
import { columnNames, mostInvitees } from '../../packages/connectors/csv/invitees.ts';
import { decidedOnPremises } from '../../packages/directory/users/synced-properties.ts';

it('has words for every activity that the log knows', () => {
  const shown = [...shownActivities].map(([name, { category }]) => [name, category]);
  expect(shown.sort()).toEqual(activities.map(({ displayName, category }) => [displayName, category]).sort());
});

it('shows as decided elsewhere what the directory refuses of a synchronised user', () => {
  expect([...shownAsDecided].sort()).toEqual([...decidedOnPremises].sort());
});

it('knows the columns and the length of a file of people to invite', () => {
  expect(readColumns).toEqual(columnNames);
  expect(readMost).toBe(mostInvitees);
});

it('reads a file of people to invite as the command line does', async () => {
  const text = [
    'Email address to invite [inviteeEmail] Required,Display Name,Redirection url [inviteRedirectURL] Required,sendEmail,userType',
    'a@one.example,"Ann, B",https://one.example,TRUE,Member',
    'b@one.example,,https://one.example,no,',
    'A@ONE.example,Again,https://one.example,1,',
    'c@one.example,C,https://one.example,perhaps,',
    ',Nobody,https://one.example,,',
    'd@one.example,D',
  ].join('\n');
  const folder = await mkdtemp(join(tmpdir(), 'muster-invitees-'));
  const path = join(folder, 'people.csv');
  await writeFile(path, text);
  const file = await openCsvFile(path);
  const original = (await readInvitees(file)).map(({ problem, ...row }) => ({ ...row, isFaulty: problem !== null }));
  await closeCsvFile(file);
  await rm(folder, { recursive: true });
  expect(readInBrowser(text)?.map(asOriginal)).toEqual(original);
  expect(original.map(({ isFaulty }) => isFaulty)).toEqual([false, false, true, true, true, true]);
});

/** In the browser an empty text stands for none. */
function asOriginal({ fault, line, address, sendsMail, ...told }: Invitee) {
  const texts = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value === '' ? null : value]));
  return { line, address, ...texts, sendsMail: sendsMail ?? null, isFaulty: fault !== undefined };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, type Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { PeopleInMemory } from '../testing/people-in-memory.ts';
import { importFile } from '../testing/run-import.ts';
import { importMapFromJson } from './read-import-map.ts';

const folder = join(import.meta.dirname, '../../../fixtures/people');

function bringIn(name: string, port: PeopleInMemory) {
  const map = importMapFromJson(JSON.parse(readFileSync(join(folder, `${name}.map.json`), 'utf8')));
  return importFile(join(folder, `${name}.csv`), map, port);
}

describe('the sample companies', () => {
  it('come in once, and a second time change nothing', async () => {
    const port = new PeopleInMemory();
    const counts = { update: 0, unchanged: 0, refused: 0 };
    const members = await bringIn('adventureworks-employees', port);
    expect(members.plan.counts).toEqual({ ...counts, rows: 290, create: 290 });
    expect(members.result).toMatchObject({ created: 290, refused: 0 });
    const guests = await bringIn('oracle-hr-employees', port);
    expect(guests.plan.counts).toEqual({ ...counts, rows: 107, create: 107 });
    expect(guests.result).toMatchObject({ created: 107, refused: 0 });
    expect(port.people.size).toBe(397);

    expect((await bringIn('adventureworks-employees', port)).plan.counts).toMatchObject({ unchanged: 290, create: 0 });
    expect((await bringIn('oracle-hr-employees', port)).plan.counts).toMatchObject({ unchanged: 107, create: 0 });
    const leaders = [...port.people.values()].filter((person) => person.managerId === null);
    expect(leaders.map((person) => person.properties.displayName)).toEqual(['Ken Sánchez', 'Steven King']);
  });

  it('have their values where they belong', async () => {
    const port = new PeopleInMemory();
    await bringIn('adventureworks-employees', port);
    await bringIn('oracle-hr-employees', port);
    const terri = port.person('employeeId', '2');
    expect(terri.properties).toMatchObject({
      userPrincipalName: 'terri0@adventure-works.com',
      department: 'Engineering',
      employeeOrgData: { division: 'Research and Development' },
      businessPhones: ['819-555-0175'],
      country: 'United States',
      usageLocation: 'US',
      userType: 'Member',
    });
    expect(formatInstant(terri.properties.employeeHireDate as Instant)).toBe('2007-08-31T00:00:00Z');
    expect(terri.managerId).toBe(port.person('employeeId', '1').id);
    expect(port.person('userPrincipalName', 'jose1@adventure-works.com').properties.mail).toBe(
      'josé1@adventure-works.com',
    );
    const grant = port.person('employeeId', 'P178');
    expect(grant.properties).toMatchObject({
      userPrincipalName: 'kgrant_oracle-hr.example#EXT#@adventure-works.com',
      companyName: 'Oracle HR Sample',
      userType: 'Guest',
      creationType: 'Invitation',
      externalUserState: 'Accepted',
    });
    expect(grant.properties).not.toHaveProperty('department');
    expect(grant.managerId).toBe(port.person('employeeId', 'P149').id);
  });
});

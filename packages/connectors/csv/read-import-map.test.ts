import { describe, expect, it } from 'vitest';
import { bindMap } from './bind-map.ts';
import { defaultImportMap } from './default-import-map.ts';
import { mapRow } from './map-row.ts';
import { importMapFromJson, readImportMap } from './read-import-map.ts';

const smallest = { key: 'employeeId', columns: { id: 'employeeId' } };

describe('maps that are refused', () => {
  const cases: [string, unknown, RegExp][] = [
    ['no object', [], /not an object/],
    ['unknown field', { ...smallest, colums: {} }, /`colums` is not known/],
    ['no key', { columns: {} }, /`key` is not one of employeeId/],
    [
      'key that is not set',
      { key: 'mail', columns: { id: 'employeeId' } },
      /`key` is `mail`, which the map does not set/,
    ],
    [
      'unknown property',
      { ...smallest, columns: { id: 'employeeId', d: 'departmnt' } },
      /`columns.d` `departmnt` is no property/,
    ],
    [
      'property of the directory',
      { ...smallest, constants: { creationType: 'x' } },
      /`constants.creationType`.*directory alone/,
    ],
    ['password', { ...smallest, constants: { passwordProfile: 'x' } }, /cannot be imported/],
    ['complex without a field', { ...smallest, constants: { employeeOrgData: 'x' } }, /costCenter, division/],
    ['property set twice', { ...smallest, templates: { EmployeeID: '{x}' } }, /`columns.id` sets already/],
    ['constant of another type', { ...smallest, constants: { city: 3 } }, /`constants.city` is neither/],
    ['brace without partner', { ...smallest, templates: { city: '{x' } }, /`templates.city` has a brace/],
    ['manager without a source', { ...smallest, manager: { refersTo: 'employeeId' } }, /`manager` needs a column/],
    ['manager by another property', { ...smallest, manager: { column: 'm', refersTo: 'city' } }, /`manager.refersTo`/],
    [
      'guests without mail',
      { ...smallest, guest: { tenantDomain: 'x.example' } },
      /`guest` needs the map to set `mail`/,
    ],
    ['guests of no domain', { ...smallest, guest: { tenantDomain: 'x' } }, /`guest.tenantDomain`/],
  ];
  it.each(cases)('%s', (_, json, message) => {
    expect(() => importMapFromJson(json)).toThrowError(
      expect.objectContaining({ code: 'IMPORT_MAP_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('a map file that is missing', async () => {
    await expect(readImportMap('none.json')).rejects.toMatchObject({ code: 'IMPORT_MAP_UNREADABLE' });
  });

  it('a map file that is not JSON', async () => {
    await expect(readImportMap(import.meta.filename)).rejects.toMatchObject({ code: 'IMPORT_MAP_UNREADABLE' });
  });

  it('a column the file does not have', () => {
    expect(() => bindMap(importMapFromJson(smallest), ['number', 'name'])).toThrowError(
      expect.objectContaining({ code: 'IMPORT_COLUMN_MISSING', help: 'its columns are number, name' }),
    );
  });
});

describe('the default map', () => {
  it('knows properties and what other systems call them', () => {
    const header = [
      'Employee ID',
      'First Name',
      'sn',
      'EMAIL',
      'title',
      'extensionAttribute3',
      'shoeSize',
      'manager_employee_id',
    ];
    expect(defaultImportMap(header)).toEqual({
      key: 'employeeId',
      columns: {
        'Employee ID': 'employeeId',
        'First Name': 'givenName',
        sn: 'surname',
        EMAIL: 'mail',
        title: 'jobTitle',
        extensionAttribute3: 'extensionAttribute3',
      },
      manager: { column: 'manager_employee_id', refersTo: 'employeeId' },
    });
  });

  it('never maps what the directory sets itself, nor one property twice', () => {
    const map = defaultImportMap(['id', 'createdDateTime', 'proxyAddresses', 'userPrincipalName', 'upn']);
    expect(map).toEqual({ key: 'userPrincipalName', columns: { userPrincipalName: 'userPrincipalName' } });
  });

  it('needs something to tell people apart', () => {
    expect(() => defaultImportMap(['givenName', 'surname'])).toThrowError(
      expect.objectContaining({ code: 'IMPORT_KEY_MISSING' }),
    );
  });
});

describe('mapping a row', () => {
  const map = bindMap(
    importMapFromJson({
      key: 'employeeId',
      columns: { Id: 'employeeId', division: 'employeeOrgData.division', center: 'employeeOrgData.costCenter' },
      constants: { companyName: 'Fabrikam', showInAddressList: false },
      templates: { displayName: '{first} {last}', mail: '{login}@fabrikam.example' },
      manager: { template: 'E{boss}', refersTo: 'employeeId' },
    }),
    ['ID', 'first', 'last', 'login', 'division', 'center', 'boss', 'note'],
  );

  it('fills templates, constants, fields and the manager', () => {
    expect(mapRow(map, ['7', 'Ann', 'Lee', 'ann', 'East', '', '3', 'x'])).toMatchObject({
      properties: {
        employeeId: '7',
        employeeOrgData: { division: 'East', costCenter: null },
        companyName: 'Fabrikam',
        showInAddressList: false,
        displayName: 'Ann Lee',
        mail: 'ann@fabrikam.example',
      },
      manager: 'E3',
      problems: [],
    });
    expect(map.ignoredColumns).toEqual(['note']);
  });

  it('makes a text empty when one of its cells is', () => {
    const row = mapRow(map, ['7', 'Ann', 'Lee', '', '', '', '', '']);
    expect([row.properties.mail, row.manager]).toEqual([null, null]);
  });

  it('reports every fault of a row', () => {
    const row = mapRow(map, ['', 'Ann', '', 'a b', 'x'.repeat(1025), '', '', '']);
    expect(row.problems.map((found) => [found.code, found.property])).toEqual([
      ['TOO_LONG', 'employeeOrgData.division'],
      ['MISSING_VALUE', 'displayName'],
      ['BAD_VALUE', 'mail'],
      ['MISSING_VALUE', 'employeeId'],
    ]);
  });

  it('refuses rows of another width or encoding', () => {
    expect(mapRow(map, ['7', 'Ann']).problems[0]?.code).toBe('WRONG_CELL_COUNT');
    expect(mapRow(map, ['7', 'Andr\uFFFD', 'Lee', 'a', '', '', '', '']).problems[0]?.code).toBe('BAD_ENCODING');
  });
});

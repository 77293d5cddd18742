import { AppError } from '@muster/kernel';
import { expect, it } from 'vitest';
import type { GraphRequest } from '../../routing/graph-request.ts';
import { splitPath } from '../../wire/split-path.ts';
import { readActionBody, readFlag, readId, readIds, readOptionalText, readText } from './action-body.ts';

const id = '0a1b2c3d-0000-4000-8000-000000000001';

function bodyOf(body: object | undefined) {
  const { segments } = splitPath('/v1.0/users/x/checkMemberGroups');
  return readActionBody({ segments, body: body === undefined ? undefined : JSON.stringify(body) } as GraphRequest);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
  return 'none';
}

it('reads parameters whatever the case of their names', () => {
  const body = bodyOf({ GroupIds: [id.toUpperCase()], memberid: id, MEMBERSHIPRULE: 'r', securityEnabledOnly: true });
  expect(readIds(body, 'groupIds')).toEqual([id]);
  expect(readId(body, 'memberId')).toBe(id);
  expect(readText(body, 'membershipRule')).toBe('r');
  expect(readFlag(body, 'securityEnabledOnly')).toBe(true);
});

it('takes no body, and null, as absent', () => {
  expect(readFlag(bodyOf(undefined), 'securityEnabledOnly')).toBe(false);
  expect(readOptionalText(bodyOf({ membershipRule: null }), 'membershipRule')).toBeUndefined();
});

it.each([
  ['BODY_VALUE_REQUIRED', () => readIds(bodyOf({}), 'groupIds')],
  ['BODY_VALUE_REQUIRED', () => readText(bodyOf({ membershipRule: null }), 'membershipRule')],
  ['BODY_INVALID_VALUE', () => readIds(bodyOf({ groupIds: id }), 'groupIds')],
  ['BODY_INVALID_VALUE', () => readFlag(bodyOf({ securityEnabledOnly: 'true' }), 'securityEnabledOnly')],
  ['BODY_INVALID_VALUE', () => readText(bodyOf({ membershipRule: 1 }), 'membershipRule')],
  ['OBJECT_ID_MALFORMED', () => readIds(bodyOf({ groupIds: ['x'] }), 'groupIds')],
  ['OBJECT_ID_MALFORMED', () => readId(bodyOf({ memberId: 7 }), 'memberId')],
  ['BODY_DUPLICATE_PROPERTY', () => bodyOf({ ids: [], IDs: [] })],
])('refuses with %s', (code, work) => {
  expect(codeOf(work)).toBe(code);
});

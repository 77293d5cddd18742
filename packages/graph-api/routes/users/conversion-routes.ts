import { conversions, convertToInternal, type PropertyValue, previewConversion } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { complexAnswer, extensionAnswer } from '../../wire/answers.ts';
import { isJsonObject } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { readActionBody, readChoice, readOptionalText, readText } from '../objects/action-body.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { presentObjects } from '../objects/present-objects.ts';

const convert: Handler = async (api, request) => {
  const body = readActionBody(request);
  const profile = body.values.get('passwordprofile') ?? null;
  if (profile !== null && !isJsonObject(profile)) {
    const place = { property: 'passwordProfile', resource: body.action };
    throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'an object is expected' });
  }
  const mail = body.values.has('mail') ? (readOptionalText(body, 'mail') ?? null) : undefined;
  const id = await addressedId(api, request, 'user');
  const { properties } = await convertToInternal(api.directory, request.caller, id, {
    userPrincipalName: readText(body, 'userPrincipalName'),
    passwordProfile: profile as PropertyValue,
    ...(mail === undefined ? {} : { mail }),
  });
  const details: JsonMembers = {
    convertedToInternalUserDateTime: formatInstant(request.now),
    displayName: properties.displayName as string,
    mail: (properties.mail ?? null) as string | null,
    userPrincipalName: properties.userPrincipalName as string,
  };
  return { status: 200, body: complexAnswer(request, 'conversionUserDetails', details) };
};

const preview: Handler = async (api, request) => {
  const body = readActionBody(request);
  readText(body, 'to');
  const to = readChoice(body, 'to', conversions)!;
  const name = readOptionalText(body, 'userPrincipalName');
  const id = await addressedId(api, request, 'user');
  const { joining, leaving } = await previewConversion(api.directory, request.caller, id, to, name);
  const presentation = { select: { kind: 'names', names: ['id', 'displayName'], relations: [] } as const };
  const [joins, leaves] = [
    await presentObjects(api, request, joining, { ...presentation, isPolymorphic: false }),
    await presentObjects(api, request, leaving, { ...presentation, isPolymorphic: false }),
  ];
  return { status: 200, body: extensionAnswer(request, 'conversionPreview', { joining: joins, leaving: leaves }) };
};

/**
 * From outside to inside (beta, as in Graph), and what any conversion would change in dynamic groups, which is not in Graph.
 *
 * @see B2B and governance spec §1.5
 */
export const conversionRoutes: readonly Route[] = [
  route('POST users/{}/convertExternalToInternalMemberUser', convert, { version: 'beta' }),
  route('POST users/{}/previewConversion', preview),
];

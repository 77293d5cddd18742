import {
  addSecret,
  complex,
  guid,
  type PropertyTable,
  type PropertyValue,
  removeSecret,
  required,
} from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { complexAnswer } from '../../wire/answers.ts';
import { formatTimestamp } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { readOptionalBody, readRecordBody } from '../organization/read-record-body.ts';

/** Fields of a secret that the directory decides. */
const fixedFields = { customKeyIdentifier: 'Binary', hint: 'String', keyId: 'Guid', secretText: 'String' } as const;

const newSecret: PropertyTable = {
  passwordCredential: complex({
    displayName: 'String',
    endDateTime: 'DateTimeOffset',
    startDateTime: 'DateTimeOffset',
    ...fixedFields,
  }),
};
const oldSecret: PropertyTable = { keyId: guid(required) };

/** Makes a secret; the answer is the only place where its text is ever shown. */
const addPassword: Handler = async (api, request) => {
  const { passwordCredential } = readOptionalBody(request.body, newSecret, 'addPassword');
  const wanted = (passwordCredential ?? {}) as Readonly<Record<string, PropertyValue>>;
  for (const property of Object.keys(fixedFields)) {
    const isSet = (wanted[property] ?? null) !== null;
    if (isSet) throw graphErrors.BODY_READ_ONLY_PROPERTY({ property: `passwordCredential/${property}` });
  }
  const id = await addressedId(api, request, 'application');
  const { secret, secretText } = await addSecret(api.directory, request.caller, id, {
    displayName: (wanted.displayName as string | null | undefined) ?? null,
    startsAt: (wanted.startDateTime as Instant | null | undefined) ?? null,
    endsAt: (wanted.endDateTime as Instant | null | undefined) ?? null,
  });
  const body = complexAnswer(request, 'passwordCredential', {
    customKeyIdentifier: null,
    displayName: secret.displayName,
    endDateTime: formatTimestamp(secret.endsAt),
    hint: secret.hint,
    keyId: secret.keyId,
    secretText,
    startDateTime: formatTimestamp(secret.startsAt),
  });
  return { status: 200, body };
};

const removePassword: Handler = async (api, request) => {
  const { keyId } = readRecordBody(request.body, oldSecret, 'removePassword');
  await removeSecret(api.directory, request.caller, await addressedId(api, request, 'application'), keyId as string);
  return noContent;
};

/** @see Graph surface spec §11.9 */
export const passwordRoutes: readonly Route[] = [
  route('POST applications/{}/addPassword', addPassword),
  route('POST applications/{}/removePassword', removePassword),
];

import { createTemporaryAccessPass, flag, instant, integer, type PropertyTable, readOnly } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import type { Handler } from '../../routing/graph-request.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { readOptionalBody } from '../organization/read-record-body.ts';
import { answerCreatedRecord } from '../organization/record-answers.ts';
import { contextOf } from './method-handlers.ts';
import { factorTypes, presentFactor } from './present-method.ts';

const type = factorTypes.temporaryAccessPass;

const newPass: PropertyTable = {
  ...Object.fromEntries(Object.keys(type.empty).map((name) => [name, flag(readOnly)])),
  isUsableOnce: flag(),
  lifetimeInMinutes: integer(),
  startDateTime: instant(),
};

/** `POST users/{}/authentication/temporaryAccessPassMethods`: 201; the only answer that ever shows the pass. */
export const createAccessPass: Handler = async (api, request) => {
  const body = readOptionalBody(request.body, newPass, 'TemporaryAccessPassAuthenticationMethod');
  const user = await addressedId(api, request, 'user');
  const { pass, text } = await createTemporaryAccessPass(api.directory, request.caller, user, {
    lifetimeInMinutes: (body.lifetimeInMinutes as number | null | undefined) ?? null,
    isUsableOnce: body.isUsableOnce === true,
    startsAt: (body.startDateTime as Instant | null | undefined) ?? null,
  });
  const location = `${request.root}/users/${user}/authentication/temporaryAccessPassMethods/${pass.id}`;
  const record = { ...presentFactor(pass, api.directory.clock()), temporaryAccessPass: text };
  return answerCreatedRecord(request, contextOf(user, 'temporaryAccessPassMethods'), type, record, location);
};

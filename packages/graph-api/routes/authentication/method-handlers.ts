import {
  type AuthenticationMethods,
  directoryErrors,
  type FactorKind,
  listAuthenticationMethods,
  removeSecondFactor,
} from '@muster/directory';
import { type GraphApi, type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { addressedId, segmentId } from '../objects/addressed-object.ts';
import {
  answerMixedRecord,
  answerMixedRecords,
  type MixedRecord,
  type RecordType,
} from '../organization/record-answers.ts';
import { factorTypes, passwordType, presentFactor, presentMethods, presentPassword } from './present-method.ts';

/** `methods`, or the methods of one kind. */
export type MethodCollection = 'methods' | 'passwordMethods' | `${FactorKind}Methods`;

const kinds: Readonly<Partial<Record<MethodCollection, FactorKind>>> = {
  softwareOathMethods: 'softwareOath',
  fido2Methods: 'fido2',
  temporaryAccessPassMethods: 'temporaryAccessPass',
};

function typesOf(collection: MethodCollection): readonly RecordType[] {
  if (collection === 'methods') return [passwordType, ...Object.values(factorTypes)];
  return [collection === 'passwordMethods' ? passwordType : factorTypes[kinds[collection]!]];
}

function recordsOf(collection: MethodCollection, methods: AuthenticationMethods, request: GraphRequest) {
  if (collection === 'methods') return presentMethods(methods, request.now);
  if (collection === 'passwordMethods') {
    return presentPassword(methods).map((record): MixedRecord => ({ type: passwordType, record }));
  }
  const kind = kinds[collection]!;
  return methods.factors
    .filter((factor) => factor.kind === kind)
    .map((factor): MixedRecord => ({ type: factorTypes[kind], record: presentFactor(factor, request.now) }));
}

async function methodsOf(api: GraphApi, request: GraphRequest, collection: MethodCollection) {
  const id = await addressedId(api, request, 'user');
  const methods = await listAuthenticationMethods(api.directory, request.caller, id);
  return { id, records: recordsOf(collection, methods, request) };
}

/** The address by which answers about a user's methods describe themselves. */
export function contextOf(userId: string, collection: MethodCollection): string {
  return `users('${userId}')/authentication/${collection}`;
}

export const listMethods =
  (collection: MethodCollection): Handler =>
  async (api, request) => {
    const { id, records } = await methodsOf(api, request, collection);
    return answerMixedRecords(request, contextOf(id, collection), typesOf(collection), records);
  };

export const readMethod =
  (collection: MethodCollection): Handler =>
  async (api, request) => {
    const wanted = segmentId(request.segments.at(-1)!);
    const { id, records } = await methodsOf(api, request, collection);
    const found = records.find(({ record }) => record.id === wanted);
    if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: wanted });
    return answerMixedRecord(request, contextOf(id, collection), typesOf(collection), found);
  };

export const removeMethod =
  (kind: FactorKind): Handler =>
  async (api, request) => {
    const method = segmentId(request.segments.at(-1)!);
    const user = await addressedId(api, request, 'user');
    await removeSecondFactor(api.directory, request.caller, user, kind, method);
    return noContent;
  };

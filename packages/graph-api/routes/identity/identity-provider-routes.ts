import {
  createIdentityProvider,
  deleteIdentityProvider,
  getIdentityProvider,
  listIdentityProviders,
  updateIdentityProvider,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { valueAnswer } from '../../wire/answers.ts';
import { answerCreatedRecord, answerRecord, answerTypedRecords } from '../organization/record-answers.ts';
import { anyProviderType, presentProvider } from './present-provider.ts';
import { readProviderBody } from './read-provider-body.ts';

const context = 'identity/identityProviders';

const listProviders: Handler = async (api, request) => {
  const providers = await listIdentityProviders(api.directory, request.caller);
  return answerTypedRecords(request, context, anyProviderType, providers.map(presentProvider));
};

const readProvider: Handler = async (api, request) => {
  const provider = await getIdentityProvider(api.directory, request.caller, request.segments[1]!.key!);
  const { type, record } = presentProvider(provider);
  return answerRecord(request, context, type, record);
};

const createProvider: Handler = async (api, request) => {
  const { type, properties, secret = null } = readProviderBody(request.body);
  if (type === undefined) {
    throw graphErrors.BODY_VALUE_REQUIRED({ property: '@odata.type', resource: 'IdentityProvider' });
  }
  const input = { type, properties, secret };
  const provider = await createIdentityProvider(api.directory, request.caller, input, api.providerProbe);
  const shown = presentProvider(provider);
  const location = `${request.root}/identity/identityProviders/${encodeURIComponent(provider.id)}`;
  return answerCreatedRecord(request, context, shown.type, shown.record, location);
};

const changeProvider: Handler = async (api, request) => {
  const { properties, secret } = readProviderBody(request.body);
  const id = request.segments[1]!.key!;
  await updateIdentityProvider(api.directory, request.caller, id, properties, secret, api.providerProbe);
  return noContent;
};

const deleteProvider: Handler = async (api, request) => {
  await deleteIdentityProvider(api.directory, request.caller, request.segments[1]!.key!);
  return noContent;
};

/** The types that can be added beside `oidcIdentityProvider` and `directoryConnection`, in Graph's words. */
const listTypes: Handler = async (api, request) => {
  await listIdentityProviders(api.directory, request.caller);
  return { status: 200, body: valueAnswer(request, 'Collection(Edm.String)', ['EmailOTP', 'Google', 'Microsoft']) };
};

/** @see Graph v1.0, "identityProviderBase resource type"; beta for oidcIdentityProvider, which both versions serve here */
export const identityProviderRoutes: readonly Route[] = [
  route('GET identity/identityProviders', listProviders),
  route('POST identity/identityProviders', createProvider),
  route('GET identity/identityProviders/{}', readProvider),
  route('PATCH identity/identityProviders/{}', changeProvider),
  route('DELETE identity/identityProviders/{}', deleteProvider),
  route('GET identity/identityProviders/availableProviderTypes', listTypes),
];

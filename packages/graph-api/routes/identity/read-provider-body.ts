import type { NewIdentityProvider, Properties } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { isJsonObject, type JsonObject, readJsonObject } from '../../wire/json-body.ts';

type ProviderType = NewIdentityProvider['type'];

/** Type names in lower case → what they stand for. */
const providerTypes: Readonly<Record<string, ProviderType>> = {
  'microsoft.graph.socialidentityprovider': 'social',
  'microsoft.graph.builtinidentityprovider': 'builtIn',
  'microsoft.graph.oidcidentityprovider': 'openId',
  'muster.directoryconnection': 'onPremises',
};

const resource = 'IdentityProvider';

/** What a body says, secrets apart. Members are checked by the directory. */
export interface ProviderBody {
  /** Undefined when the body names no type. */
  readonly type: ProviderType | undefined;
  readonly properties: Properties;
  /** Undefined when the body has none. */
  readonly secret: string | undefined;
}

/**
 * Reads the body of a new or changed provider.
 *
 * @throws AppError BODY_UNREADABLE, BODY_DUPLICATE_PROPERTY, BODY_INVALID_VALUE, BODY_READ_ONLY_PROPERTY
 */
export function readProviderBody(text: string | undefined): ProviderBody {
  const body = readJsonObject(text);
  const { clientSecret, bindSecret, clientAuthentication, ...rest } = body;
  if (Object.hasOwn(rest, 'id')) throw graphErrors.BODY_READ_ONLY_PROPERTY({ property: 'id' });
  const secrets = [
    readSecret('clientSecret', clientSecret),
    readSecret('bindSecret', bindSecret),
    readAuthentication(clientAuthentication),
  ].filter((secret) => secret !== undefined);
  if (secrets.length > 1) throw invalid('clientSecret', 'one secret is expected');
  const properties = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.includes('@')));
  return { type: readType(body), properties: properties as Properties, secret: secrets[0] };
}

function readType(body: JsonObject): ProviderType | undefined {
  const written = body['@odata.type'];
  if (written === undefined) return undefined;
  const type = typeof written === 'string' ? providerTypes[written.replace(/^#/, '').toLowerCase()] : undefined;
  if (type === undefined) {
    throw invalid('@odata.type', `known are ${Object.keys(providerTypes).join(', ')}, in any case`);
  }
  return type;
}

/** What a read shows in place of a secret may be sent back and changes nothing. */
function readSecret(property: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '****') return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(property, 'a text is expected');
}

function readAuthentication(value: JsonObject[string] | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw invalid('clientAuthentication', 'an object is expected');
  const type = value['@odata.type'];
  const isSecret = type === undefined || /^#?microsoft\.graph\.oidcClientSecretAuthentication$/i.test(String(type));
  if (!isSecret) throw invalid('clientAuthentication', 'oidcClientSecretAuthentication is expected');
  return readSecret('clientAuthentication/clientSecret', value.clientSecret);
}

function invalid(property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource, reason });
}

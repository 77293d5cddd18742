import type { Configuration, KoaContextWithOIDC, Provider as LibraryProvider } from 'oidc-provider';
import { Provider } from './oidc-library.ts';

/** RFC 8628 §3.4. */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
export const oldDeviceGrant = 'device_code';

/** Runs before the library's own handler of a grant. */
export type GrantPreparation = (name: string, ctx: KoaContextWithOIDC) => Promise<void>;

let nextPreparation: GrantPreparation | undefined;

/** The library's provider, with a place for what is checked before a grant is handled. */
class PreparedProvider extends Provider {}

const { registerGrantType } = Provider.prototype;
PreparedProvider.prototype.registerGrantType = function (name, handler, ...rest) {
  // The library registers its grants while it is constructed, before a provider could have members of ours.
  const prepare = nextPreparation;
  const prepared: typeof handler = async (ctx) => {
    await prepare?.(name, ctx);
    await handler(ctx);
  };
  registerGrantType.call(this, name, prepared as never, ...rest);
  // Microsoft's clients use the name that the flow had before it was a standard.
  if (name === deviceGrant) registerGrantType.call(this, oldDeviceGrant, prepared as never, ...rest);
};

/** Makes a provider whose grants are prepared. */
export function preparedProvider(
  issuer: string,
  configuration: Configuration,
  prepare: GrantPreparation,
): LibraryProvider {
  nextPreparation = prepare;
  try {
    return new PreparedProvider(issuer, configuration);
  } finally {
    nextPreparation = undefined;
  }
}

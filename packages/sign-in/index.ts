export type { RequestOrigin } from './addresses/public-address.ts';
export { signInErrors } from './errors.ts';
export {
  callbackPath,
  type FederationCallback,
  type FederationRequest,
  finishFederation,
  newBrowserSecret,
  startFederation,
} from './federation/federate.ts';
export type { FederatedIdentity } from './federation/federated-identity.ts';
export { limitedFetch } from './federation/limited-fetch.ts';
export { ProviderConfigurations } from './federation/provider-configurations.ts';
export { checkReturnAddress } from './federation/return-address.ts';
export type {
  ClientRegistry,
  RegisteredClient,
  RegisteredSecret,
  SecretVerifier,
  SignInTenant,
  SigningKeyStore,
  StoredSigningKey,
} from './ports.ts';
export { registerSignIn, type SignIn, type SignInOptions } from './register-sign-in.ts';
export { createSigningKey } from './tokens/create-signing-key.ts';
export { graphAppId } from './tokens/graph-resource.ts';
export type { ApplicationCaller } from './tokens/verify-access-token.ts';

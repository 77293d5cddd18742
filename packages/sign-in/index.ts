export type { RequestOrigin } from './addresses/public-address.ts';
export type { Credentials, Methods } from './credentials-port.ts';
export { signInErrors } from './errors.ts';
export {
  callbackPath,
  concludeFederation,
  type FederationCallback,
  type FederationOutcome,
  type FederationRequest,
  finishFederation,
  newBrowserSecret,
  startFederation,
} from './federation/federate.ts';
export type { FederatedIdentity } from './federation/federated-identity.ts';
export { limitedFetch } from './federation/limited-fetch.ts';
export { ProviderConfigurations } from './federation/provider-configurations.ts';
export { checkReturnAddress } from './federation/return-address.ts';
export type { Host, OutsidePeople, ProvedIdentity } from './outside-port.ts';
export type {
  Api,
  ApiScope,
  Brand,
  ClaimFacts,
  ClientRegistry,
  Consent,
  GroupMembershipClaims,
  People,
  Person,
  RedirectPlatform,
  RegisteredClient,
  RegisteredSecret,
  SecretBrake,
  SecretVerifier,
  SignInTenant,
  SigningKeyStore,
  StoredSigningKey,
} from './ports.ts';
export { registerSignIn, type SignIn, type SignInOptions } from './register-sign-in.ts';
export { createSigningKey } from './tokens/create-signing-key.ts';
export { graphAppId, graphIdentifierUri } from './tokens/graph-resource.ts';
export { withNewKey } from './tokens/key-ring.ts';
export { signsFrom } from './tokens/signing-keys.ts';
export type { ApplicationCaller, PersonCaller } from './tokens/verify-access-token.ts';

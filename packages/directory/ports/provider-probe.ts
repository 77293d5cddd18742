/** Looks at an OpenID provider before its settings are saved. */
export interface ProviderProbe {
  /**
   * Reads the provider's metadata.
   *
   * @param address where the metadata is, or null for the place that follows from the issuer
   * @returns why the provider cannot be used, as a fragment of a sentence; undefined when it can
   */
  checkIssuer(issuer: string, address: string | null): Promise<string | undefined>;
}

import { createHash } from 'node:crypto';

/**
 * What a page runs that asks for a passkey: the form that says so waits for the browser's answer before it is sent. Nothing
 * comes from outside but the options in the form.
 *
 * @see Web Authentication Level 3, §5.1
 */
export const passkeyScript = `'use strict';
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const read = (options) => {
    const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));
    const { challenge, user, allowCredentials, excludeCredentials, ...rest } = options;
    const publicKey = { ...rest, challenge: bytes(challenge) };
    if (user) return { publicKey: { ...publicKey, user: { ...user, id: bytes(user.id) }, excludeCredentials: keys(excludeCredentials) } };
    return { publicKey: { ...publicKey, allowCredentials: keys(allowCredentials) } };
  };
  const names = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const write = ({ id, type, response }) => {
    const fields = names.filter((name) => response[name]).map((name) => [name, text(response[name])]);
    const transports = response.getTransports ? { transports: response.getTransports() } : {};
    return JSON.stringify({ id, rawId: id, type, clientExtensionResults: {}, response: { ...Object.fromEntries(fields), ...transports } });
  };
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const { passkey, options, problem } = form.dataset;
    const said = form.querySelector('[role=alert]');
    let isAsking = false;
    form.addEventListener('submit', async (event) => {
      const button = event.submitter;
      if (!button || button.value !== passkey) return;
      event.preventDefault();
      if (isAsking) return;
      isAsking = true;
      said.hidden = true;
      try {
        const given = read(JSON.parse(options));
        const credentials = navigator.credentials;
        const answer = given.publicKey.user ? await credentials.create(given) : await credentials.get(given);
        form.elements.response.value = write(answer);
        const chosen = document.createElement('input');
        Object.assign(chosen, { type: 'hidden', name: button.name, value: button.value });
        form.append(chosen);
        form.submit();
      } catch {
        said.textContent = problem;
        said.hidden = false;
        isAsking = false;
      }
    });
  }
})();
`;

/** Changes with the script, so that browsers may keep it for good. */
export const passkeyScriptName = `passkey-${createHash('sha256').update(passkeyScript).digest('hex').slice(0, 16)}.js`;

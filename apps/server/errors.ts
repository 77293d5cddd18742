import { defineErrors } from '@muster/kernel';

/** Errors of starting and configuring the server. */
export const serverErrors = defineErrors({
  SETTING_INVALID: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { setting: string; value: string; expected: string }) =>
      `\`${p.value}\` is not a value for ${p.setting}: ${p.expected} is expected`,
  },
  SETTINGS_CONFLICT: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { settings: string }) => `${p.settings} cannot be used together`,
  },
  SETTING_MISSING: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { setting: string; needs: string }) => `${p.setting} needs ${p.needs}`,
  },
  PLAIN_HTTP_REFUSED: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { host: string }) => `refusing to serve unencrypted HTTP on \`${p.host}\``,
    help: () =>
      'give --tls-cert and --tls-key, or name the proxy that ends TLS with --trust-proxy, or say --insecure-http',
  },
  TLS_FILE_UNREADABLE: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { file: string; reason: string }) => `cannot read \`${p.file}\`: ${p.reason}`,
  },
  ADDRESS_IN_USE: {
    status: 503,
    apiCode: 'ServiceUnavailable',
    message: (p: { host: string; port: number }) => `cannot listen on ${p.host}:${p.port}: the address is in use`,
    help: () => 'stop the other program, or choose another port with --port',
  },
  LISTEN_FAILED: {
    status: 503,
    apiCode: 'ServiceUnavailable',
    message: (p: { host: string; port: number; reason: string }) => `cannot listen on ${p.host}:${p.port}: ${p.reason}`,
  },
  DATA_FOLDER_EMPTY: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { folder: string }) => `there is no directory in \`${p.folder}\``,
    help: () => 'start the server there once with `muster serve`, or name another folder with --data',
  },
  RATE_LIMITED: {
    status: 429,
    apiCode: 'TooManyRequests',
    message: (p: { seconds: number }) => `too many requests; try again in ${p.seconds} s`,
  },
});

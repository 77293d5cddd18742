import type { Row } from '../lists/list-column.ts';

const form = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const isGuid = (text: string): boolean => form.test(text.trim());

/** The device as its form shows it: extension attributes stand beside the other properties. */
export function formOf(device: Row): Readonly<Record<string, unknown>> {
  return { ...device, ...(device.extensionAttributes as object | null | undefined) };
}

const extension = /^extensionAttribute\d+$/;

/** What the API takes for changed fields. */
export function bodyOf(changed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = Object.entries(changed).filter(([name]) => !extension.test(name));
  const extensions = Object.entries(changed).filter(([name]) => extension.test(name));
  return {
    ...Object.fromEntries(own),
    ...(extensions.length === 0 ? {} : { extensionAttributes: Object.fromEntries(extensions) }),
  };
}

/**
 * What the API asks of a new device beside its fields: an id for its keys. One that is entered by hand has no certificate, so its
 * device id stands there.
 */
export function keysOf(deviceId: string): readonly object[] {
  return [{ type: 2, identityProvider: null, key: btoa(deviceId.trim().toLowerCase()) }];
}

const special = /["\\{},\s]|^$|^null$/i;

/**
 * A parameter as the database reads it: bytes as they are, everything else as text, arrays in their text form. Records
 * are not taken: what goes into a `jsonb` is made JSON text by whoever knows that.
 */
export function parameterText(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (ArrayBuffer.isView(value)) return bufferOf(value);
  if (Array.isArray(value)) return arrayText(value);
  throw new Error(`a parameter of type ${typeof value}`);
}

function arrayText(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    const text = ArrayBuffer.isView(value) ? `\\x${bufferOf(value).toString('hex')}` : String(parameterText(value));
    return special.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text;
  });
  return `{${elements.join(',')}}`;
}

function bufferOf(bytes: ArrayBufferView): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

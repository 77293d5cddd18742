/**
 * Stands for any parameter of an error message: used as text it is `{name}`, whatever is asked of it is itself.
 */
function placeholder(name: string): unknown {
  const text = () => `{${name}}`;
  const self: object = new Proxy(() => {}, {
    get: (_, key) => (key === Symbol.toPrimitive || key === 'toString' ? text : self),
    apply: () => self,
  });
  return self;
}

/** Parameters for an error message, each standing for itself: `{id}` where the id would be. */
export function placeholderParameters(): never {
  return new Proxy({}, { get: (_, name) => placeholder(String(name)) }) as never;
}

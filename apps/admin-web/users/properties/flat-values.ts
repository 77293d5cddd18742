type Values = Readonly<Record<string, unknown>>;

/** An object with the parts of its properties beside them: `employeeOrgData.division`. */
export function flatValues(object: Values): Values {
  const parts = Object.entries(object).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([part, inner]) => [`${name}.${part}`, inner] as const)
      : [],
  );
  return { ...object, ...Object.fromEntries(parts) };
}

/** The body that sets values by their flat names. */
export function nestedValues(flat: Values): Values {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [property, part] = name.split('.');
    body[property!] = part === undefined ? value : { ...(body[property!] as object), [part]: value };
  }
  return body;
}

/**
 * `JSON.stringify` calls `toJSON` on arrays and objects, and old libraries put a wrong one on
 * `Array.prototype` of the whole page. This one asks nobody.
 */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) {
    let items = '';
    for (let i = 0; i < value.length; i++) items += (i ? ',' : '') + toJson(value[i]);
    return `[${items}]`;
  }
  if (typeof value === 'object' && value !== null) {
    let members = '';
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${toJson(member)}`;
    }
    return `{${members}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

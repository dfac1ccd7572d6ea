/** Times of the operator API: RFC 3339 outside, milliseconds since 1970 inside. */

export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The schema has checked the form. */
export function millisecondsOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

/** A field that is left out where there is no time. */
export function optionalTime<Name extends string>(
  name: Name,
  milliseconds: number | undefined,
): Partial<Record<Name, string>> {
  return milliseconds === undefined ? {} : ({ [name]: timeOf(milliseconds) } as Record<Name, string>);
}

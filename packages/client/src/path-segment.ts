/** Why a value cannot be one segment of a path, if it cannot. Everything else can, once it is percent-encoded. */
export function pathSegmentProblem(value: string): string | undefined {
  if (value === '') return 'is empty';
  // A URL drops dot segments, which would make this the path of another operation.
  if (value === '.' || value === '..') return `is "${value}", which a URL drops from its path`;
  return hasLoneSurrogate(value) ? loneSurrogate : undefined;
}

/** Half of a surrogate pair has no UTF-8 form, so encoding it fails. */
export function hasLoneSurrogate(value: string): boolean {
  return /\p{Surrogate}/u.test(value);
}

export const loneSurrogate = 'holds half a character (a lone surrogate), which cannot be sent';

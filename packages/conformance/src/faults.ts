/** Lists what is wrong with each case, as `name: message`; empty if a promise holds for all of them. */
export async function listFaults<T>(
  cases: Iterable<T>,
  name: (value: T) => string,
  check: (value: T) => Promise<void> | void,
): Promise<string[]> {
  const faults: string[] = [];
  for (const value of cases) {
    try {
      await check(value);
    } catch (error) {
      faults.push(`${name(value)}: ${(error as Error).message}`);
    }
  }
  return faults;
}

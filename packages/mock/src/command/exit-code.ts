/** What the command ends with; the help says so. */
export const exitCode = { ended: 0, fault: 1, usage: 2 } as const;

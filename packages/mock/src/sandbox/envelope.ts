/** What answers about Flink jobs begin with, as the service sends it. */
export const succeeded = { is_success: 'true', message: '' } as const;

/** What one job's part of a batch begins with when it fails. */
export function failed(message: string) {
  return { is_success: 'false', message } as const;
}

/** What answers about SQL jobs begin with. */
export const sqlSucceeded = { is_success: true, message: '' } as const;

/** What answers about SQL jobs begin with when the status is 200 all the same. */
export function sqlFailed(message: string) {
  return { is_success: false, message } as const;
}

/** What the server of the tests takes, and nothing may show. */
export const token = 'the-secret-token-4711';
/** Keys that are no secret to anybody. */
export const keys = { accessKeyId: 'EXAMPLEAK', secretAccessKey: 'the-secret-key-4711', securityToken: 'the-security-token-4711' };

/** The token that the server of the tests accepts, and that nothing may show. */
export const token = 'the-secret-token-4711';
/** Keys for tests, which are not secret. */
export const keys = { accessKeyId: 'EXAMPLEAK', secretAccessKey: 'the-secret-key-4711', securityToken: 'the-security-token-4711' };

export { accessKeyAuthentication } from './access-keys.ts';
export type { Authentication, AuthenticationContext, OutgoingRequest } from './authentication.ts';
export type { IamIdentity, IamUser } from './iam.ts';
export { iamAuthentication } from './iam.ts';
export type { CredentialsFunction, ExpiringAccessKeys } from './provider.ts';
export { functionAuthentication } from './provider.ts';
export type { Expiry } from './renewable.ts';
export type { Token, TokenCredentials, TokenFunction } from './token.ts';
export { tokenAuthentication } from './token.ts';

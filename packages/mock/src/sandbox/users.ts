/** Who calls: tokens are not looked into, so that it is always the same user. */
export const user = { name: 'test_user', id: '00000000000000000000000000000001' };

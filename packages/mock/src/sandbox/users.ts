/** Who calls: tokens are not looked into, so that it is always the same user. */
export const user = { name: 'test_user', id: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5' };

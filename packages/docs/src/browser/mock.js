// Whether the mock is on the address of this page. A server that runs one responds with a file of its own.
globalThis.dliMockIsHere = false;

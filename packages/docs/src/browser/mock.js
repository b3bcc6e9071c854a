// Whether the mock is on the address of this page. A server that runs one answers this file itself, and says so.
globalThis.dliMockIsHere = false;

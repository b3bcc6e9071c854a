/** The document asks for a client that cannot be. The message is one line: which operation, what is wrong, what to do. */
export class DocumentProblem extends Error {}

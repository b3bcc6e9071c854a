/** No client can be generated from the document. The message is one line: which operation, what is wrong, what to do. */
export class DocumentProblem extends Error {}

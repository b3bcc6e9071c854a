/** Something to ask a mock, and what its answer has to be like. */
export interface Expectation {
  /** As a promise of the mock: `refuses query.limit when it breaks maximum, and says where`. */
  promise: string;
  /** Names of what it is about: fields, a status, an example. */
  about: readonly string[];
  /** A new request each time, as a body can be read but once. */
  request(baseUrl?: string): Request;
  /** What is wrong with the answer; undefined when nothing is. */
  faultOf(answer: Response): Promise<string | undefined>;
}

/** A code that says why a call is refused. The document says with which status it comes. */
export type ErrorCode = `DLI.${number}`;

/** One reason why a call is refused, as it is answered. */
export interface Reason {
  error_code: ErrorCode;
  error_msg: string;
}

/** Ends a call that the service would refuse. It is no fault of the sandbox. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** One, or a list of them where a call acts on several jobs. */
  readonly reason: Reason | Reason[];

  constructor(reason: Reason | Reason[]) {
    super(
      [reason]
        .flat()
        .map(({ error_msg }) => error_msg)
        .join('; '),
    );
    this.reason = reason;
  }
}

/** @returns a refusal for one reason, to throw */
export function refusal(error_code: ErrorCode, error_msg: string): Refusal {
  return new Refusal({ error_code, error_msg });
}

/** How a command fails, and its exit code; a successful command exits with 0. */

export type FailureKind = 'refused' | 'wrong-use' | 'unreachable';

export const exitCodes: Readonly<Record<FailureKind, number>> = {
  refused: 1,
  'wrong-use': 2,
  unreachable: 3,
};

export class Failure extends Error {
  override readonly name = 'Failure';
  /** HTTP status of a refusal. */
  readonly status: number | undefined;
  /** The API's problem, for `--json`. */
  readonly answer: string | undefined;

  constructor(
    readonly kind: FailureKind,
    message: string,
    { status, answer }: { readonly status?: number; readonly answer?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** For a rejection: one of the machine, such as EEXIST, is a wrong use. Always throws. */
export function asFailure(error: unknown): never {
  if (error instanceof Failure) throw error;
  throw new Failure('wrong-use', error instanceof Error ? error.message : String(error));
}

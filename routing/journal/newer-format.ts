/** A stored format that only a later version of Callveil can read. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';

  constructor(found: number, known: number) {
    super(
      `expected format ${known} or an earlier one, found ${found}: a later version of Callveil wrote it; ` +
        'start that version, or restore a backup of this one',
    );
  }
}

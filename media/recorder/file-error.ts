/** Errors of the file system. */

/** In the words an operator needs. */
export function explain(error: unknown): string {
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT')) return 'disk full';
  if (isCode(error, 'EFBIG')) return 'file size limit reached';
  if (isCode(error, 'EEXIST')) return 'file name taken';
  return error instanceof Error ? error.message : String(error);
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
